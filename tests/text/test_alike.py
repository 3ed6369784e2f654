"""Names that may mean the same are found; those that plainly do not are left alone."""

import pytest

from entries.text.alike import NEAR, SAME, WITHIN, WORDS, alike


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Podiatry Team", "podiatry  team", SAME),
        ("Co-production", "Coproduction", SAME),
        ("Podiatry Team", "Podiatry Service", WORDS),
        ("Safety, patients", "Patient safety", WORDS),
        ("Cheshire & Wirral Partnership", "Cheshire and Wirral Partnership NHS Foundation Trust", WORDS),
        ("Podiatry", "Podiatery", NEAR),
        ("Podiatry Team", "Podaitry Team", NEAR),
        ("Podiatry Team", "Podiatry team, Wirral", WITHIN),
    ],
)
def test_names_that_are_alike(one: str, other: str, why: str) -> None:
    assert list(alike([one, "Pharmacy", other])) == [(0, 2, why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ward 1", "Ward 2"),
        ("Team A", "Team B"),
        ("Care", "Core"),
        ("Podiatry", "Paediatrics"),
        ("", ""),
        ("Podiatry, Wirral", "Podiatry, Chester"),
        ("2023-24", "2024-25"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert list(alike([one, other])) == []


def test_each_pair_is_named_once_by_what_is_surest() -> None:
    assert list(alike(["Falls", "falls", "Fall"])) == [(0, 1, SAME), (0, 2, WORDS), (1, 2, WORDS)]


def test_thousands_are_gone_through_without_comparing_each_with_each() -> None:
    assert list(alike([f"Team of ward {number} in town {number % 97}" for number in range(5000)])) == []
