"""The vendored stylesheet: what the script cuts, what it leaves, and that the file is its work."""

import re
from pathlib import Path

import pytest

from scripts import vendor_nhsuk

STYLESHEET = Path(vendor_nhsuk.TARGET / "nhsuk.css").read_text()


KEPT = {
    "a used rule": ".nhsuk-tag{a:b}",
    "blocks in blocks": "@supports (a:b){@media print{p{c:d}}}",
    "what stands in :not()": "p:not(.nhsuk-tabs,.a){a:b}",
    "a longer name": ".nhsuk-panel-with-label{a:b}",
    "punctuation in a string": 'p:after{content:"};,{"}',
    "a statement": '@charset "UTF-8";p{a:b}',
    "keyframes": "@keyframes k{from{a:b}}",
}
CUT = {
    "an unused rule": (".nhsuk-tabs__tab:hover{a:b}.nhsuk-tag{c:d}", ".nhsuk-tag{c:d}"),
    "an unused selector in a list": (".nhsuk-tabs,.nhsuk-tag{a:b}", ".nhsuk-tag{a:b}"),
    "a block left empty": ("@media print{.nhsuk-tabs{a:b}}p{c:d}", "p{c:d}"),
    "a font": ("@font-face{src:url(x)}p{a:b}", "p{a:b}"),
}


@pytest.mark.parametrize("published", KEPT.values(), ids=KEPT)
def test_it_stays(published: str) -> None:
    assert vendor_nhsuk.pruned(published) == published


@pytest.mark.parametrize(("published", "served"), CUT.values(), ids=CUT)
def test_it_goes(published: str, served: str) -> None:
    assert vendor_nhsuk.pruned(published) == served


def test_a_stylesheet_that_would_load_a_file_is_refused() -> None:
    with pytest.raises(ValueError, match="still names"):
        vendor_nhsuk.patched("p{background:url(/assets/x.svg)}")


def test_a_stylesheet_that_breaks_off_is_refused() -> None:
    with pytest.raises(ValueError, match="does not end"):
        vendor_nhsuk.pruned("p{a:b} @media print{p{")


def test_the_vendored_stylesheet_asks_for_nothing() -> None:
    assert not re.search(r"url\((?!data:)|https?://|@font-face|sourceMappingURL|@import", STYLESHEET)


def test_the_vendored_stylesheet_is_whole() -> None:
    body = STYLESHEET.split("*/\n", 1)[1].strip()
    assert vendor_nhsuk.pruned(body) == body
    assert f'--nhsuk-frontend-version:"{vendor_nhsuk.VERSION}"' in body
    for opening, closing in ("{}", "()", "[]"):
        assert body.count(opening) == body.count(closing)


def test_no_list_of_selectors_is_cut_inside_brackets() -> None:
    for head in re.findall(r"[^{};]+(?=\{)", STYLESHEET):
        for selector in vendor_nhsuk.COMMA.split(head):
            assert selector.count("(") == selector.count(")"), selector
