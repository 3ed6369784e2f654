"""Folding: one for both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.text.folding import fold, sort_key, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème brûlée", "creme brulee"),
        ("E-rostering", "e rostering"),
        ("staff’s and staff's", "staffs and staffs"),
        ("15,256 views", "15256 views"),
        ("Straße, Ærø", "strasse aero"),
        ("ＩＣＵ", "icu"),
        ("日本", ""),
    ],
)
def test_folds_to_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_sort_key_has_no_spaces() -> None:
    assert sort_key("The Émigré’s 2 wards") == "theemigres2wards"


@given(st.text())
def test_anything_folds_to_words_that_fold_to_themselves(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert set("".join(words(text))) <= set("abcdefghijklmnopqrstuvwxyz0123456789")
