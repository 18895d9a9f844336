"""A quotation mark that is not closed costs its own row, and no row is swallowed or made up."""

from __future__ import annotations

import pytest
from taking import found, problems

from psgdash.errors import Problem

HEAD = "id,date,title_en,text_en,kind\n"
A, B, C = "a,2004,A,x,protest\n", "b,2004,B,y,protest\n", "c,2004,C,z,protest\n"
OPEN = 'o,2004,O,"open,protest\n'


def told(text: str) -> tuple[list[str], dict[int, str]]:
    """The ids that come in, and what is said of the lines that do not."""
    read = found("csv", HEAD + text)
    return (
        [x.key for x in read if not isinstance(x, Problem)],
        {x.line: x.message for x in read if isinstance(x, Problem)},
    )


@pytest.mark.parametrize(
    ("text", "ids", "said"),
    [
        (OPEN + B + C, "bc", {2: "A quotation mark that opens here is never closed."}),
        (A + OPEN + B, "ab", {3: "never closed"}),
        (A + OPEN.rstrip("\n"), "a", {3: "never closed"}),
        (A + 'o,2004,O,"two\nlines","open\n' + B, "ab",
         {4: "opens here (in the row of line 3) is never closed"}),
        (OPEN + 'b,2004,B,"good",protest\n' + C, "bc", {2: "closed in the middle"}),
        (OPEN + 'b,2004,B,"good\nlines",protest\n' + C, "bc", {2: "closed in the middle"}),
        (OPEN + OPEN + B + OPEN + C, "bc", {2: "middle", 3: "middle", 5: "never closed"}),
        ('x",,"\n' * 3 + B, "b", {4: "(in the row of line 2) is never closed"}),
        (OPEN + '"b","2004","B","good","protest"\n', "b", {2: "middle"}),
        ('o,2004,O,"one,\ntwo,\nnor, three,\n' + B, "b",
         {2: "never closed", 3: "No whole row", 4: "No whole row"}),
        ('o,2004,O,"open\n' + B + '",protest\n' + C, "c", {2: "whole row (line 3)"}),
        ('o,2004,O,"' + "word\n" * 50_000 + '",protest\n' + B, "b", {2: "A cell has over 200,000"}),
        ("o,2004,O," + "x" * 2_000_000 + ",protest\n" + B, "b", {2: "The line has over 1,000,000"}),
        ('o,2004,O,"' + "x" * 990_000 + "\n" + 30 * ("y" * 1_000 + "\n") + B, "b",
         {2: "not closed within 1,000,000", **dict.fromkeys(range(3, 33), "No whole row")}),
    ],
)  # fmt: skip
def test_a_mark_that_is_not_closed_costs_its_row_and_is_told_where_it_opens(
    text: str, ids: str, said: dict[int, str]
) -> None:
    came, why = told(text)
    assert came == list(ids)
    assert why.keys() == said.keys()
    assert all(part in why[line] for line, part in said.items()), why


@pytest.mark.parametrize(
    "text",
    [
        'o,2004,O,"two\nlines, ""and"" more\n\n",protest\n',
        'o,2004,O,"In Puno, 2004, a strike, a march, protest\nand so on\n",protest\n',
        'o,2004,O,"a,b,c,d,e\nsoon,no date,x,y,z\n",protest\n',
        'o,2004,O,"x\ny" ,protest\n',
        'o,2004,O,5" pipe,protest\n',
        'o,2004,O,say "no",protest\n',
        'o,2004,"two\nO","two\nlines","protest"\n',
    ],
)
def test_a_text_of_several_lines_or_with_a_mark_of_its_own_is_none(text: str) -> None:
    assert told(A + text + B) == (["a", "o", "b"], {})


def test_lines_are_counted_right_after_a_torn_row() -> None:
    (first, second) = problems("csv", f"{HEAD}{OPEN}{B}{C}d,soon,D,x,protest\n")
    assert (first.line, second.line, second.field) == (2, 5, "date")


@pytest.mark.parametrize(
    ("rows", "ids", "lines"),
    [
        (A + "b,2004,Peac", "a", [3]),
        (A + "b,2004,Peac\n", "a", [3]),
        ("b,2004,Peac", "", [2]),
        ("b,2004,By hand\n", "b", []),
        ("a,2004,A\n" + B + "c,2004,C\n", "abc", []),
        (A + "b,2004,B\n" + C, "abc", []),
        (A + "b,2004,B,x,\n", "ab", []),
    ],
)
def test_a_last_row_that_was_cut_off_is_refused(rows: str, ids: str, lines: list[int]) -> None:
    came, why = told(rows)
    assert (came, list(why)) == (list(ids), lines)
    assert all("ends too early" in message for message in why.values())
