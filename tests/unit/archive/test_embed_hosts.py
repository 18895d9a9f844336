"""Which sites may show the map in a frame: a host is strict, and a bad one costs only itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from psgdash.archive.hosts import host_source
from psgdash.archive.loading import load
from psgdash.locale import reader, words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("https://WWW.Example.org", "https://www.example.org"),
        ("https://*.example.org", "https://*.example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:65535", "http://127.0.0.1:65535"),
        ("https://xn--per-ula.example", "https://xn--per-ula.example"),
    ],
)
def test_a_host_is_written_as_an_address_begins(written: str, meant: str) -> None:
    assert host_source(written) == meant


BAD = {
    "*": "does not begin with https://",
    "https://*": "a * where none may stand",
    "https://*.org": "every site under .org",
    "https://a.*.org": "a * where none may stand",
    "https://*.*.example.org": "a * where none may stand",
    "https://*example.org": "a * where none may stand",
    "http://*.example.org": "must be https",
    "https://example.org/": "goes on after the name",
    "https://example.org/news?x=1": "goes on after the name",
    "https://example.org#x": "goes on after the name",
    "https://example.org:99999": "a port that does not exist",
    "https://example.org:0": "not the name of a web site",
    "example.org": "does not begin with https://",
    "//example.org": "does not begin with https://",
    "ftp://example.org": "begins with ftp://",
    "data://example.org": "begins with data://",
    "https://perú.example": "letters beyond a to z",
    "'self'": "does not begin with https://",
    "https:": "does not begin with https://",
    "": "does not begin with https://",
    "https://": "not the name of a web site",
    "https://a b.org": "not the name of a web site",
    "https://a.org https://b.org": "goes on after the name",
    "https://a.org; script-src x": "not the name of a web site",
    "https://a.org,https:": "not the name of a web site",
    "https://a.org\r\nset-cookie: x": "not the name of a web site",
    "https://a.org\n": "not the name of a web site",
    "https://user:word@a.org": "not the name of a web site",
    "https://[::1]": "not the name of a web site",
    "https://-a.org": "not the name of a web site",
    "https://a..org": "not the name of a web site",
}


@pytest.mark.parametrize(("written", "said"), BAD.items())
def test_what_is_no_host_is_refused_with_the_reason(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        host_source(written)
    assert said in str(refused.value)


def with_hosts(data: Path, lines: str) -> Path:
    """The shipped archive with more in its site.yaml."""
    path = data / "site.yaml"
    path.write_text(path.read_text("utf-8") + lines, "utf-8")
    return data


def test_a_bad_host_is_left_out_and_told_with_its_line_and_the_archive_still_opens(
    data: Path,
) -> None:
    before = (data / "site.yaml").read_text("utf-8").count("\n")
    lines = "embed_hosts:\n  - https://a.example\n  - https://b.example/x\n  - 5\n  - https://*.c.example\n"
    archive = load(with_hosts(data, lines))
    assert archive.site.embed_hosts == ("https://a.example", "https://*.c.example")
    assert len(archive.events) == 10
    found = [p for p in archive.problems if p.path == "site.yaml"]
    assert [(p.line, p.field) for p in found] == [
        (before + 3, "embed_hosts.1"),
        (before + 4, "embed_hosts.2"),
    ]
    assert "goes on after the name of the site" in found[0].message
    assert "https://www.example.org" in found[0].fix


@pytest.mark.parametrize("lines", ["embed_hosts: all\n", "embed_hosts: {a: b}\n"])
def test_what_is_no_list_lets_nobody_in(data: Path, lines: str) -> None:
    archive = load(with_hosts(data, lines))
    assert archive.site.embed_hosts == ()
    assert any(p.field == "embed_hosts" for p in archive.problems)


def test_nobody_is_let_in_unless_the_group_says_so(data: Path) -> None:
    assert load(data).site.embed_hosts == ()


def test_a_site_with_another_mistake_is_still_refused(data: Path) -> None:
    with pytest.raises(Exception, match=r"site\.yaml cannot be used"):
        load(with_hosts(data, "embed_hosts: ['*']\nsomething: else\n"))


@pytest.mark.parametrize("written", [text for text in BAD if "\n" not in text])
def test_every_reason_is_said_in_spanish(data: Path, written: str) -> None:
    quoted = written.replace("'", "''")
    archive = load(with_hosts(data, f"embed_hosts: ['{quoted}']\n"))
    (problem,) = [p for p in archive.problems if p.path == "site.yaml"]
    for said in (problem.message, problem.fix):
        assert reader.said(said, words("es")) != said
