"""RSS and Atom come in as what was reported then; nothing in them is run, expanded or fetched."""

from __future__ import annotations

import re
from typing import Any

import pytest
from making import event, published
from taking import found, items, problems

from psgdash import exchange
from psgdash.errors import Problem
from psgdash.exchange.incoming import ReadingError

RSS = (
    '<?xml version="1.0"?>\n<rss version="2.0" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:gml="http://www.opengis.net/gml">'
    "<channel><title>The Daily</title><language>es-PE</language>\n{}</channel></rss>"
)
ITEM = (
    "<item><title>Paro en Puno</title><guid>g1</guid><link>https://example.org/1</link>"
    "<pubDate>Tue, 30 Nov 2004 23:00:00 -0500</pubDate>"
    "<description>&lt;p&gt;Hubo un &lt;b&gt;paro&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert(1)"
    "&lt;/script&gt;</description><category>Minería</category>{}</item>\n"
)


def one(more: str = "", **options: Any) -> Any:
    """The item of one entry."""
    (item,) = items("feed", RSS.format(ITEM.format(more)), **options)
    return item


def test_an_entry_is_what_was_reported_in_that_month() -> None:
    item = one()
    assert item.fields["title"] == {"es": "Paro en Puno"}
    assert item.fields["text"] == {"es": "Hubo un paro."}
    assert item.fields["published"].isoformat() == "2004-11-30"
    assert (item.fields["date"].edtf, item.fields["date_basis"]) == ("2004-11", "edition")
    assert [(s.title, s.url) for s in item.fields["sources"]] == [
        ("The Daily", "https://example.org/1")
    ]
    assert (item.key, item.themes, item.sites) == ("g1", ("Minería",), ())


@pytest.mark.parametrize("name", ["pubDate", "updated"])
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 30 Nov 2004 21:30:00 -0500", "2004-11-30"),
        ("Wed, 1 Dec 2004 01:30:00 +0900", "2004-12-01"),
        ("30 Nov 04 21:30 EST", "2004-11-30"),
        ("2004-11-30T21:30:00-05:00", "2004-11-30"),
        ("2004-12-01T02:30:00Z", "2004-12-01"),
        ("2004-11-30", "2004-11-30"),
        ("20041130", "2004-11-30"),  # only feedparser knows this form
    ],
)
def test_the_day_is_the_one_that_the_feed_wrote_where_it_was(
    name: str, written: str, day: str
) -> None:
    dated = re.sub("<pubDate>.*</pubDate>", f"<{name}>{written}</{name}>", ITEM)
    (item,) = items("feed", RSS.format(dated.format("")))
    assert item.fields["published"].isoformat() == day
    assert item.fields["date"].edtf == day[:7]


@pytest.mark.parametrize(
    "point",
    [
        "<georss:point>-15.84 -70.02</georss:point>",
        "<geo:lat>-15.84</geo:lat><geo:long>-70.02</geo:long>",
        "<georss:where><gml:Point><gml:pos>-15.84 -70.02</gml:pos></gml:Point></georss:where>",
    ],
)
def test_a_point_of_georss_is_a_place_that_is_not_called_exact(point: str) -> None:
    (site,) = one(point).sites
    assert (site.lat, site.lon, site.precision) == (-15.84, -70.02, "region")


def test_a_point_that_cannot_be_read_is_counted_as_lost() -> None:
    item = one("<georss:point>-71.97</georss:point>")
    assert (item.sites, item.lost) == ((), ("georss shape",))


def test_other_shapes_and_media_are_counted_as_lost() -> None:
    item = one(
        "<georss:polygon>1 2 3 4 5 6 1 2</georss:polygon><author>a@example.org</author>"
        '<enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="1"/>'
    )
    assert {"georss shape", "author", "enclosures"} <= set(item.lost)


def test_an_atom_feed_is_read_too() -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><id>x</id>'
        "<updated>2004-11-30T00:00:00Z</updated>\n<entry><title>A strike</title><id>e1</id>"
        "<updated>2004-11-30T00:00:00Z</updated><content>All of Puno.</content></entry></feed>"
    )
    (item,) = items("feed", text)
    assert (item.line, item.key) == (2, "e1")
    assert item.fields["text"] == {"en": "All of Puno."}


def test_our_own_feed_comes_back() -> None:
    shown = published([event("a", date="2004-11-01~", text={"en": "One & <two>"})])
    from making import engine

    from psgdash.exchange.view import take
    from psgdash.query.filters import Filter

    content = exchange.FORMATS["atom"].write(take(engine(shown), shown, Filter()))
    (item,) = items("feed", content)
    assert item.fields["text"]["en"].endswith("One & <two>")
    assert (item.sites[0].lat, item.sites[0].lon) == (-12.0432, -77.0282)


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("trick", [BOMB, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(trick: str, encoding: str) -> None:
    text = RSS.format(ITEM.format("<comments>&b;&a;</comments>")).split("\n", 1)[1]
    content = f'<?xml version="1.0" encoding="{encoding}"?>{trick}{text}'.encode(encoding)
    with pytest.raises(ReadingError, match="entities"):
        found("feed", content)


def test_a_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(ReadingError, match="over 20 MB"):
        found("feed", b"<rss>" + b" " * 20_000_001)


def test_what_is_no_feed_is_refused() -> None:
    with pytest.raises(ReadingError, match="no feed"):
        found("feed", "<html><p>no</p></html>")


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    text = RSS.format(ITEM.format("") * 2)
    read = found("feed", text[: text.rindex("<pubDate>")])
    assert any(isinstance(x, Problem) for x in read)
    assert any(getattr(x, "key", "") == "g1" for x in read)


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ("<item><guid>x</guid><pubDate>Tue, 30 Nov 2004 23:00:00 GMT</pubDate></item>", "title"),
        ("<item><title>A</title></item>", "pubDate"),
        *(
            (f"<item><title>A</title><pubDate>{day}</pubDate></item>", "pubDate")
            for day in (
                "0000-00-00",
                "0001-01-01T00:00:00+05:00",
                "9999-12-31T23:00:00-05:00",
                "1066-10-14",
                "soon",
            )
        ),
        (
            "<item><title>A</title><pubDate>Tue, 30 Nov 2004 23:00:00 GMT</pubDate>"
            "<geo:lat>100</geo:lat><geo:long>0</geo:long></item>",
            "georss:point",
        ),
    ],
)
def test_an_entry_that_cannot_be_is_refused_with_its_line(item: str, field: str) -> None:
    (problem,) = problems("feed", RSS.format(ITEM.format("") + item))
    assert (problem.line, problem.field) == (4, field)


def test_a_document_type_elsewhere_is_not_fetched() -> None:
    text = RSS.format(ITEM.format("")).replace(
        "<rss", '<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd">\n<rss', 1
    )
    assert [item.key for item in items("feed", text)] == ["g1"]  # sockets are blocked here
