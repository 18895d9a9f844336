"""Every word of the interface has its Spanish, with the same blanks to fill in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from psgdash import locale
from psgdash.locale import words

PACKAGE = Path(locale.__file__).parents[1]
SPANISH = PACKAGE / "locale" / "es.po"
Used = tuple[str, str | None]  # the text, and its plural where it has one


def _texts(call: ast.Call) -> Used | None:
    """What a call translates: `t("…")`, `state.t("…")`, `self("…")`, `….plural("…", "…", n)`,
    `….forms("…", "…")`, or what it leaves to be said: `Message("…", …)`."""
    named = call.func
    name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    said = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name in ("plural", "forms") and len(said) >= 2:
        return said[0], said[1]
    if name in ("t", "self") and len(said) == 1 and len(call.args) == 1:
        return said[0], None
    if name == "Message" and said and isinstance(call.args[0], ast.Constant):
        return said[0], None
    return None


def used() -> dict[Used, str]:
    """Every text that the package translates, with where it first stands."""
    found: dict[Used, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (texts := _texts(node)):
                found.setdefault(texts, f"{path.relative_to(PACKAGE)}:{node.lineno}")
    return found


def untold() -> Iterator[str]:
    """Calls whose text is no plain string, so that no catalogue can hold it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or path.parent.name == "locale":
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("t", "plural", "forms", "Message") and node.args and _texts(node) is None:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}"


def catalogue() -> Catalog:
    """The Spanish catalogue; an empty one where there is none."""
    if not SPANISH.is_file():
        return Catalog(locale="es")
    with SPANISH.open("rb") as file:
        return read_po(file, locale="es")


def missing() -> list[str]:
    """Texts without Spanish, as entries that can be pasted into es.po."""
    have, entries = catalogue(), []
    for (one, many), where in used().items():
        message = have.get(one)
        said = message.string if message else ""
        whole = (
            isinstance(said, tuple) and all(said) if many else bool(said) and isinstance(said, str)
        )
        if whole:
            continue
        quoted = one.replace("\\", "\\\\").replace('"', '\\"')
        body = f'msgid_plural "{many}"\nmsgstr[0] ""\nmsgstr[1] ""' if many else 'msgstr ""'
        entries.append(f'#: {where}\nmsgid "{quoted}"\n{body}\n')
    return entries


def blanks(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_of_the_interface_has_its_spanish() -> None:
    found = missing()
    assert not found, f"{len(found)} texts lack Spanish; add to {SPANISH.name}:\n\n" + "\n".join(
        found
    )


def test_spanish_fills_in_the_same_blanks_as_english() -> None:
    for message in catalogue():
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for source, said in zip(sources, strings, strict=False):
            assert not said or blanks(said) == blanks(source), f"{source!r} -> {said!r}"


def test_no_spanish_is_kept_for_a_text_that_is_gone() -> None:
    known = {one for one, _ in used()}
    ids = [m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue() if m.id]
    assert [i for i in ids if i not in known] == []


def test_the_catalogue_has_nothing_fuzzy_and_spanish_has_two_plurals() -> None:
    assert [m.id for m in catalogue() if m.id and m.fuzzy] == []
    assert catalogue().num_plurals == 2


def test_every_translated_text_is_written_out_where_it_is_used() -> None:
    assert list(untold()) == []


def test_one_text_is_never_both_a_singular_and_a_plain_text() -> None:
    found = list(used())
    plain = {one for one, many in found if many is None}
    assert [one for one, many in found if many and one in plain] == []
    assert len({one for one, _ in found}) == len(found), "one singular with two plurals"


def test_the_search_for_texts_finds_them() -> None:
    assert len(used()) > 80
    assert ("Explore", None) in used()
    assert ("{n} event", "{n} events") in used()


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("en", 1, "1 event"), ("en", 0, "0 events"), ("en", 12345, "12,345 events")],
)
def test_numbers_choose_their_plural_and_their_separators(language: str, n: int, said: str) -> None:
    assert words(language).plural("{n} event", "{n} events", n) == said


def test_both_forms_are_there_for_the_browser_to_fill_in() -> None:
    assert words("es").forms("{n} event", "{n} events") == ("{n} evento", "{n} eventos")
    assert words("en").forms("{n} event", "{n} events") == ("{n} event", "{n} events")


@pytest.mark.parametrize("language", ["xx", "", "ES", "../en"])
def test_an_unknown_language_is_english(language: str) -> None:
    assert words(language).language == "en"


def test_a_value_with_braces_is_filled_in_as_it_is() -> None:
    assert words("en")("“{words}”", words="{n} {0} %s") == "“{n} {0} %s”"
