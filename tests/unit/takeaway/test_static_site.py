"""The static site: links lead somewhere, pages say what they are, nothing is overwritten."""

from __future__ import annotations

import io
import json
import posixpath
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree
from making import PLACES, SITE, TODAY, both, event, write
from PIL import Image

from psgdash import cli
from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.takeaway.site import build, placing
from psgdash.takeaway.site.placing import FolderError

ADDRESS = "https://news.example.org/map"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)> Qz"


class Page(HTMLParser):
    """A page's tags with their attributes; `unbalanced` lists what is closed out of turn."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.text = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def meta(self, name: str) -> str:
        """What the head says under a name or property."""
        for tag, found in self.tags:
            if tag == "meta" and name in (found.get("name"), found.get("property")):
                return found["content"]
        return ""

    def rel(self, kind: str) -> list[dict[str, str]]:
        """The links of the head of one kind."""
        return [found for tag, found in self.tags if tag == "link" and found.get("rel") == kind]


def made_of(
    folder: Path, data: Path, *, address: str | None = ADDRESS, chosen: Filter | None = None
) -> Path:
    """The site of a data folder."""
    site = json.loads((data / "site.yaml").read_text("utf-8"))
    (data / "site.yaml").write_text(json.dumps(site | ({"address": address} if address else {})))
    snapshot = current(data)
    build(
        folder, snapshot.engine, snapshot.published, chosen or Filter(), made=TODAY,
        progress=lambda done, of: None,
    )  # fmt: skip
    return folder


EVENTS = [
    event("open-event", sources=[{"title": "A & B <news>", "url": "https://example.org/?a=1&b=2"}]),
    event("hostile-event", title=both(HOSTILE), text=both(HOSTILE), where="andes",
          sources=[{"title": HOSTILE}], corrections=[{"date": "2005-02-03", "note": HOSTILE}]),
    event("qzdraft-event", title=both("Qztitle"), status="draft"),
    event("qzlater-event", embargo_until="2999-01-01"),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    return made_of(root / "out", write(root / "data", EVENTS, PLACES))


def pages(site: Path) -> dict[str, Page]:
    """Every page by its path."""
    return {
        path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_there_is_a_page_an_event_and_language_and_nothing_that_is_held_back(site: Path) -> None:
    assert sorted(pages(site)) == [
        "404.html",
        "es/events/hostile-event/index.html",
        "es/events/index.html",
        "es/events/open-event/index.html",
        "events/hostile-event/index.html",
        "events/index.html",
        "events/open-event/index.html",
        "index.html",
    ]
    for path in site.rglob("*"):
        assert "qz" not in path.name
        if path.is_file():
            content = path.read_bytes()
            assert b"qzdraft" not in content and b"Qztitle" not in content, path
            assert b"qzlater" not in content, path


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    checked = 0
    for name, page in pages(site).items():
        for tag, found in page.tags:
            for attribute in ("href", "src"):
                to, part = urldefrag(found.get(attribute, ""))
                if tag == "link" and to.startswith(ADDRESS):
                    to = to.removeprefix(ADDRESS).lstrip("/")
                    assert (site / to).exists(), (name, to)
                    checked += 1
                    continue
                if not to or urlsplit(to).scheme:
                    continue
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(to)))
                if name == "404.html":
                    continue
                assert (site / target).is_file(), (name, to)
                checked += 1
                if part.startswith("event="):
                    assert part.split("&")[0].removeprefix("event=") in (
                        "open-event",
                        "hostile-event",
                    )
    assert checked > 60


def test_pages_are_well_formed_and_say_their_language(site: Path) -> None:
    for name, page in pages(site).items():
        if name == "index.html":
            continue
        assert not page.unbalanced, (name, page.unbalanced)
        assert not page.open, (name, page.open)
        assert page.tags[0] == ("html", {"lang": "es" if name.startswith("es/") else "en"})
        assert not {"script", "iframe"} & {tag for tag, _ in page.tags}, name
        assert not [a for _, found in page.tags for a in found if a.startswith("on")], name


def test_an_events_page_says_what_it_is_to_those_who_share_it(site: Path) -> None:
    page = pages(site)["es/events/open-event/index.html"]
    address = f"{ADDRESS}/es/events/open-event/"
    assert page.meta("og:title") == page.meta("twitter:title") == "Title of open-event (es)"
    assert page.meta("og:type") == "article"
    assert page.meta("article:published_time") == "2004-11-30"
    assert page.meta("description") == page.meta("og:description") == "Text of open-event. (es)"
    assert page.meta("og:url") == page.rel("canonical")[0]["href"] == address
    assert page.meta("og:image") == page.meta("twitter:image") == f"{address}preview.png"
    assert page.meta("twitter:card") == "summary_large_image"
    others = {
        found["hreflang"]: found["href"] for found in page.rel("alternate") if "hreflang" in found
    }
    assert others == {"en": f"{ADDRESS}/events/open-event/", "es": address}
    picture = Image.open(io.BytesIO((site / "es/events/open-event/preview.png").read_bytes()))
    assert picture.size == (1200, 630)
    assert len(picture.convert("RGB").getcolors(10**6) or []) > 100, "nothing is drawn on it"


def test_an_events_page_is_whole_without_javascript(site: Path) -> None:
    page = pages(site)["events/open-event/index.html"]
    for said in ("Title of open-event", "Text of open-event.", "A & B <news>", "November 2004",
                 "Lima", "Mining"):  # fmt: skip
        assert said in page.text, said
    hrefs = [found.get("href") for tag, found in page.tags if tag == "a"]
    assert "https://example.org/?a=1&b=2" in hrefs
    assert "../../index.html#event=open-event&lang=en" in hrefs


def test_hostile_words_are_text_on_every_page(site: Path) -> None:
    found = pages(site)
    for name in ("events/hostile-event/index.html", "events/index.html", "index.html"):
        assert not [f for tag, f in found[name].tags if tag == "img" and f.get("src") == "x"], name
    assert found["events/hostile-event/index.html"].text.count(HOSTILE) >= 3
    assert "2005" in found["events/hostile-event/index.html"].text


def test_the_front_page_is_the_pack_and_names_the_feeds(site: Path) -> None:
    page = pages(site)["index.html"]
    feeds = {found["type"]: found["href"] for found in page.rel("alternate")}
    assert feeds == {
        "application/atom+xml": "feed.atom",
        "text/calendar": "calendar.ics",
        "application/geo+json": "events.geojson",
        "text/csv": "events.csv",
    }
    assert page.rel("canonical")[0]["href"] == f"{ADDRESS}/"
    assert any(found.get("id") == "pack-data" for tag, found in page.tags if tag == "script")


def test_feeds_can_be_read_and_hold_the_same_events(site: Path) -> None:
    atom = feedparser.parse((site / "feed.atom").read_bytes())
    assert not atom.bozo
    assert len(atom.entries) == 2
    assert {"rel": "self", "href": f"{ADDRESS}/feed.atom"}.items() <= atom.feed.links[1].items()
    calendar = Calendar.from_ical((site / "calendar.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 2
    assert len(json.loads((site / "events.geojson").read_text("utf-8"))["features"]) >= 2
    assert (site / "events.csv").read_text("utf-8-sig").count("open-event") >= 1


def test_the_sitemap_lists_every_page_with_its_other_language(site: Path) -> None:
    root = etree.parse(site / "sitemap.xml").getroot()
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    listed = root.xpath("s:url/s:loc/text()", namespaces=NAMES)
    wanted = {name.removesuffix("index.html") for name in pages(site)} - {"404.html"}
    assert {address.removeprefix(f"{ADDRESS}/") for address in listed} == wanted
    assert len(set(listed)) == len(listed)
    for url in root.xpath("s:url[contains(s:loc, '/events/')]", namespaces=NAMES):
        assert [child.tag.split("}")[1] for child in url] == ["loc", "lastmod", "link", "link"]
    where = f"s:url[s:loc='{ADDRESS}/events/hostile-event/']/s:lastmod/text()"
    changed = root.xpath(where, namespaces=NAMES)
    assert changed == ["2005-02-03"]
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (site / "robots.txt").read_text("utf-8")


def test_without_an_address_nothing_pretends_to_have_one(tmp_path: Path) -> None:
    data = write(tmp_path / "data", [event("open-event")])
    out = made_of(tmp_path / "out", data, address=None)
    assert not (out / "sitemap.xml").exists()
    page = pages(out)["events/open-event/index.html"]
    assert not page.rel("canonical")
    assert not page.meta("og:image") and page.meta("og:title")
    assert "Sitemap" not in (out / "robots.txt").read_text("utf-8")
    assert 'rel="self"' not in (out / "feed.atom").read_text("utf-8")


# -- the folder -----------------------------------------------------------------------------------


def fill(**files: str) -> Any:
    def write_all(folder: Path) -> None:
        for name, text in files.items():
            (folder / name).write_text(text)

    return write_all


def test_a_folder_that_is_not_ours_is_never_touched(tmp_path: Path) -> None:
    theirs = tmp_path / "photos"
    theirs.mkdir()
    (theirs / "holiday.jpg").write_text("x")
    for force in (False, True):
        with pytest.raises(FolderError, match="psgdash did not make it"):
            placing.check(str(theirs), force=force)
    (theirs / placing.MARKER).write_text("no list")
    with pytest.raises(FolderError, match="did not make it"):
        placing.check(str(theirs), force=True)


def test_a_site_is_replaced_only_if_asked_and_what_stands_beside_it_stays(tmp_path: Path) -> None:
    folder = placing.check(str(tmp_path / "site"), force=False)
    placing.put(folder, fill(a="1", b="1"))
    (folder / "CNAME").write_text("news.example.org")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref")
    with pytest.raises(FolderError, match="Add --force"):
        placing.check(str(folder), force=False)
    placing.put(placing.check(str(folder), force=True), fill(a="2"))
    assert (folder / "a").read_text() == "2"
    assert not (folder / "b").exists()
    assert (folder / "CNAME").read_text() == "news.example.org"
    assert (folder / ".git" / "HEAD").read_text() == "ref"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_of_theirs_in_the_way_stops_everything(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    placing.put(folder, fill(a="1"))
    (folder / "b").write_text("theirs")
    with pytest.raises(FolderError, match="Move it away"):
        placing.put(folder, fill(a="2", b="2"))
    assert (folder / "a").read_text() == "1"
    assert (folder / "b").read_text() == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    placing.put(folder, fill(a="1"))

    def breaks(fresh: Path) -> None:
        (fresh / "a").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        placing.put(folder, breaks)
    assert (folder / "a").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["file.txt", "nowhere/site", "x" * 300, "a\0b"])
def test_a_place_that_cannot_hold_a_site_is_said_at_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text("x")
    with pytest.raises(FolderError):
        placing.check(name, force=True)


def test_the_command_writes_a_site_and_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(tmp_path / "data", [event("open-event")])
    words = ["export", "--to", "site", "--data", str(data), "--out", str(tmp_path / "out")]
    assert cli.main(words) == 0
    said = capsys.readouterr().err
    assert "no `address`" in said
    assert "a page for each of 1 event." in said
    assert (tmp_path / "out" / "events" / "open-event" / "index.html").is_file()
    assert cli.main(words) == 2
    assert "holds a site already" in capsys.readouterr().err
    assert cli.main(words[:-2]) == 2
    assert "--out DIR" in capsys.readouterr().err


def test_the_address_of_the_site_is_a_web_address() -> None:
    from psgdash.archive.records import Site

    assert Site.model_validate(SITE).address is None
    with pytest.raises(ValueError, match="web address"):
        Site.model_validate(SITE | {"address": "javascript:alert(1)"})
