"""Rich text as a tree: strictly nested, headings without gaps, tables as grids."""

import pytest

from entries.outlets.book.nodes import Block, words_of
from entries.outlets.book.tables import in_strips
from entries.outlets.book.trees import blocks_of
from entries.text.markup import clean_html


def tree(html: str) -> tuple[Block, ...]:
    """The blocks of rich text."""
    return blocks_of(clean_html(html), "https://casebook.example/")


def kinds(html: str) -> list[str]:
    """What the blocks are."""
    return [block.kind for block in tree(html)]


def test_words_outside_a_paragraph_make_one() -> None:
    assert [words_of(block.spans) for block in tree("a <b>b</b><p>c</p> d ")] == ["a b", "c", "d"]


def test_headings_skip_no_level_wherever_they_begin() -> None:
    assert [block.level for block in tree("<h4>a</h4><h3>b</h3><h4>c</h4>") if block.level] == [1, 1, 2]


def test_a_heading_inside_something_else_is_a_strong_line() -> None:
    (quotation,) = tree("<blockquote><h3>a</h3></blockquote>")
    assert quotation.items[0][0].kind == "paragraph"
    assert quotation.items[0][0].spans[0].kind == "strong"


@pytest.mark.parametrize("html", ["<p> </p>", "<ul><li></li></ul>", "<p><b>\u200b</b></p>", "<table><td></td></table>"])
def test_what_nobody_would_see_is_nothing(html: str) -> None:
    assert tree(html) == ()


def test_items_outside_a_list_keep_their_words() -> None:
    assert kinds("<li>a</li><dd>b</dd>") == ["paragraph", "paragraph"]


def test_a_link_that_leads_nowhere_keeps_its_words() -> None:
    (block,) = tree("<p><a href='http://[x'>a</a></p>")
    assert [(span.kind, span.text) for span in block.spans] == [("text", "a")]


def test_a_first_row_of_headers_is_the_head() -> None:
    (block,) = tree("<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>")
    assert block.table
    assert [len(rows) for rows in (block.table.head, block.table.body)] == [1, 1]
    assert [cell.is_header for cell in block.table.body[0]] == [True, False]


def test_spans_are_cut_at_the_tables_edge_and_gaps_are_filled() -> None:
    (block,) = tree("<table><tr><td colspan=9 rowspan=9>a</td><td>b</td></tr><tr><td>c</td></tr><tr></tr></table>")
    assert block.table
    taken = [
        (row + down, cell.column + across)
        for row, cells in enumerate(block.table.body)
        for cell in cells
        for down in range(cell.down)
        for across in range(cell.across)
    ]
    assert sorted(taken) == [(y, x) for y in range(3) for x in range(block.table.columns)]


def test_a_wide_table_comes_in_strips_that_begin_with_the_first_column() -> None:
    row = "".join(f"<td>c{n}</td>" for n in range(15))
    (block,) = tree(f"<table><tr>{row}</tr></table>")
    assert block.table
    strips = in_strips(block.table, 7)
    told = [[words_of(cell.blocks[0].spans) for cell in strip.body[0]] for strip in strips]
    assert [line[0] for line in told] == ["c0"] * 3
    assert [name for line in told for name in line[1:]] == [f"c{n}" for n in range(1, 15)]
