"""The interface's words: English is the source text, `es.po` the Spanish, read with Babel."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from psgdash.locale.message import Message

LANGUAGES = {"en": "English", "es": "Español"}
DEFAULT = "en"


class Words:
    """`t("Hello {name}", name=…)` in one language; `t.plural(one, many, n)` chooses by number."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else DEFAULT
        self._catalog = _catalog(self.language)

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in the language, with the values filled in."""
        message = self._catalog.get(text) if self._catalog else None
        said = message.string if message and isinstance(message.string, str) else ""
        return (said or text).format(**values) if values else (said or text)

    def say(self, message: Message) -> str:
        """A text that was made elsewhere, in the language."""
        return self(message.text, **dict(message.values))

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The form for `n`, with `{n}` filled in as the language writes numbers."""
        said = one if n == 1 else many
        message = self._catalog.get(one) if self._catalog else None
        if message and isinstance(message.string, tuple | list):
            said = message.string[0 if n == 1 else 1] or said  # so in English and in Spanish
        return said.format(n=self.number(n), **values)

    def forms(self, one: str, many: str) -> tuple[str, str]:
        """Both forms with `{n}` left in, for texts that the browser fills in."""
        message = self._catalog.get(one) if self._catalog else None
        if message and isinstance(message.string, tuple | list):
            return message.string[0] or one, message.string[1] or many
        return one, many

    def number(self, n: float) -> str:
        """A number with the language's separators."""
        return str(format_decimal(n, locale={"en": "en_GB", "es": "es_PE"}[self.language]))


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of a language; an unknown one is English."""
    return Words(language)


def pairs(texts: Callable[[Words], tuple[str, ...]], language: str) -> dict[str, str]:
    """Texts that are known as wholes, English to the language."""
    return dict(zip(texts(words(DEFAULT)), texts(words(language)), strict=True))


@lru_cache(maxsize=len(LANGUAGES))
def _catalog(language: str) -> Catalog | None:
    path = Path(__file__).with_name(f"{language}.po")
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=language)
