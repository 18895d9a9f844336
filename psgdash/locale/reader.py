"""What the strict reader says of a bad record, in the language of the page.

The reader speaks English, as the command line does. Its sentences are few, so each is known here
with its blanks, found again in what it said, and said in the other language with the same values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter

from psgdash.locale import DEFAULT, Words, pairs, words


def said(text: str, t: Words) -> str:
    """A problem's message or fix in the language of `t`; as it was where it is not known."""
    if t.language == DEFAULT:
        return text
    plain, patterns = _known(t.language)
    if text in plain:
        return plain[text]
    for pattern, template in patterns:
        if found := pattern.fullmatch(text):
            return template.format(**found.groupdict())
    return text


@lru_cache(maxsize=4)
def _known(language: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    english, other = words(DEFAULT), words(language)
    blanks = zip(_templates(english), _templates(other), strict=True)
    return pairs(_sentences, language), [
        (_pattern(template), theirs) for template, theirs in blanks
    ]


def _pattern(template: str) -> re.Pattern[str]:
    parts = (
        re.escape(text) + (f"(?P<{name}>.*)" if name else "")
        for text, name, _, _ in Formatter().parse(template)
    )
    return re.compile("".join(parts), re.DOTALL)


def _templates(t: Words) -> tuple[str, ...]:
    """Sentences with blanks; the more particular first."""
    return (
        t("The file cannot be read ({reason})."),
        t("Keep it under {n} bytes; split it by edition."),
        t("This is not valid YAML: {said}."),
        t("The tag {tag} is not used here."),
        t("The field {name} is written twice."),
        t("The field {name} is not known."),
        t("A list of {kind}s is expected."),
        t("Another {kind} has this id already."),
        t("Choose one of: {names}."),
        t("Write one of: {names}."),
        t("The text is longer than {n} characters."),
        t("The invisible control character {code} is not allowed."),
        t("{given} is not one of the choices."),
        t("{given} stands where named fields are expected."),
        t("{given} stands where a list is expected."),
        t("{given} is not read as a date."),
        t("{given} is not read as text."),
        t("{given} is neither true nor false."),
        t("{given} is not a number of the right kind."),
        t("{given} is out of range."),
        t("{given} has too many parts."),
        t("{given} does not have the right form."),
        t("{given} is not a day."),
        t("{given} is not a web address."),
        t("{given} would let in every site under .{name}."),
        t("{given} lets in many sites, which must be https ones."),
        t("{given} names a port that does not exist."),
        t("{given} has letters beyond a to z: write the name as it begins with xn--."),
        t("{given} does not begin with https://."),
        t("{given} begins with {scheme}://, which is no web site."),
        t("{given} has a * where none may stand; it may stand for the first part of a name alone."),
        t("{given} goes on after the name of the site."),
        t("{given} is not the name of a web site."),
        t("{given} has no date, or an open end."),
        t("{given} is a season, which differs from south to north."),
        t("{given} is not a date in EDTF form."),
        t("{given} reaches outside the years {first} to {last}."),
        t("{given} cannot be used: {said}"),
        t("{given} is not known; the story is told without this step."),
        t("{given} is held back; the story is told without this step."),
        t("A step is one of event, section, period and title, not {said}."),
        t("{given} is not known."),
        # What stands in the way of saving.
        t("{folder} cannot be written: {reason}."),
        t("{name} cannot be read: {reason}."),
        t("{name} has {names} already. Choose another id."),
        t("{name} would be over {n} bytes. Use another."),
        t("{name} is not written as a list of records (`- id: …`). Change it by hand."),
    )


def _sentences(t: Words) -> tuple[str, ...]:
    """Sentences without blanks; braces in them are braces."""
    return (
        t("Check its rights."),
        t("Another program is saving just now. Try again."),
        t("The file is too large."),
        t("The text is not UTF-8."),
        t("Save the file with UTF-8 encoding."),
        t("This is not valid YAML."),
        t("Remove control characters."),
        t("This is nested too deeply."),
        t("Follow the example in README.md."),
        t("Anchors (&) and aliases (*) are not used here."),
        t("Write the value out, or put the text in quotes."),
        t("Remove it, or quote the text."),
        t("A field's name must be a word."),
        t("Write `name: value`."),
        t("Keep one of the two."),
        t("Put a text that holds a colon in quotes."),
        t("Indent with spaces, not tabs, and quote a text that begins with @, ` or %."),
        t("Check the indentation of this line and the one above it."),
        t("Compare the line with its neighbours: indentation, colons and quotes."),
        t("Begin each record with `- id: …` at the margin."),
        t("Give it an id of its own, such as the town and what happened."),
        t("Name the place of places.yaml that stands for the whole country."),
        t("This field is missing."),
        t("This is empty."),
        t("Write something, or remove the field."),
        t("Remove it, or mend its spelling."),
        t("Put it in [square brackets]."),
        t("Put it in quotes."),
        t("Shorten it."),
        t("Delete the character."),
        t("The period ends before it starts."),
        t("A title's headline is its `title`."),
        t("It is there but refused itself: mend it first."),
        t("Publish the event, or take the step out of the story."),
        t("Compare it with a record that is accepted."),
        # What to write in a field.
        t("Write small letters, digits and hyphens, such as san-gaban-protest."),
        t("Write 2004, 2004-11, 2004-11-01, 2004-11-01~ (about) or 1980/2000."),
        t("Write 2004, 2004-11 or 2004-11-01."),
        t("Write the day of the edition as 2004-11-30."),
        t("Write a day as 2004-11-30."),
        t("Write {en: …, es: …} (one may be missing)."),
        t("Write a list of names, such as [San Gaban]."),
        t("Write what it lies in, innermost first, such as [Carabaya, Puno, peru]."),
        t("Write one of: site, town, district, province, department, region, country."),
        t("Write kilometres, more than 0 and at most 3000."),
        t("Write `provenance:` and below it, indented, `query: …` and `source: …`."),
        t("Write the name that was looked up, such as San Gaban, Puno."),
        t("Write where it comes from, such as GeoNames."),
        t("Write `- title: …` and, if there is one, `url: …`."),
        t("Write an address that begins with https://."),
        t("Write degrees between -90 and 90, south negative, such as -7.16."),
        t("Write degrees between -180 and 180, west negative, such as -78.5."),
        t("Write `title:` and below it, indented, `en: …` and `es: …` (one may be missing)."),
        t("Write `text:` and below it, indented, `en: |-` and the text."),
        t("Write at least one theme of themes.yaml, such as [mining]."),
        t("Write a kind of themes.yaml; a period's is conflict, government or era."),
        t("Write one of: draft, review, published, withdrawn."),
        t("Write true or false."),
        t("Write `- place: …` with an id of places.yaml, and `role: …`."),
        t("Write an id of places.yaml, such as san-gaban."),
        t("Write the id of the country in places.yaml, such as peru."),
        t("Write `via:` and a list of [latitude, longitude] pairs."),
        t("Write a list of [latitude, longitude] pairs, such as [[-12.6, -73.6]]."),
        t("Write ids of events, such as [yanacocha-protests]."),
        t("Write ids of periods.yaml, such as [armed-conflict]."),
        t("Write {es: unreviewed} or {es: reviewed}."),
        t("Write `- date: 2004-11-30` and `note: …`."),
        t("Write what was changed and why."),
        t("Write a whole number, such as 1."),
        t("Write `bullets:` and below it, indented, `en:` and a list."),
        t("Write `label: {en: …}` and `url_from: membership_url`."),
        t("Write url or membership_url."),
        t('Write # and six hexadecimal digits in quotes, such as "#C4451C".'),
        t("Write one capital letter from A to Z."),
        t("Write [en, es], or one of them."),
        t(
            "Write a list of sites as they begin, such as [https://www.example.org], "
            "or https://*.example.org for all below one."
        ),
        t("Write `- event: …`, `- section: …`, `- period: …` or `- title: {en: …}`, at most 200."),
        t("Write the id of an event, such as yanacocha-protests."),
        t("Write the id of a background section, such as human-rights."),
        t("Write an id of periods.yaml, such as armed-conflict."),
        t("Write `headline: {en: …, es: …}`, at most 100 characters each."),
        t("Write `notes:` and below it, indented, `en: |-` and what the speaker wants to say."),
        t("Write beginnings of words in both languages, such as [mine, mina, miner]."),
    )
