"""`include` does what Django's does, and looks a part up once."""

import pytest
from django.template import Engine, TemplateDoesNotExist
from django.template.context import Context

PARTS = {
    "name": "{{ who }}",
    "swallow": "{% with who='Cem' %}{% include 'name' %}{% endwith %}{{ who }}",
    "cycling": "{% cycle 'one' 'two' %}",
}


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that were looked up."""
    names: list[str] = []
    find = Engine.find_template
    monkeypatch.setattr(
        Engine, "find_template", lambda self, name, *args, **how: names.append(name) or find(self, name, *args, **how)
    )
    return names


def shown(source: str, *, times: int = 1, **values: object) -> str:
    """What a template of this source shows, each time it is asked."""
    engine = Engine(loaders=[("django.template.loaders.locmem.Loader", PARTS)], builtins=["entries.templatetags.parts"])
    made = engine.from_string(source)
    return "|".join(made.render(Context({"who": "Anna"} | values)) for _ in range(times))


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("{% include 'name' %}", "Anna"),
        ("{% include 'name' with who='Ben' %}{{ who }}", "BenAnna"),
        ("{% include 'name' with whom='Ben' only %}", ""),
        ("{% include 'swallow' %}", "CemAnna"),
        ("{% for one in them %}{% include 'name' with who=one %}{% endfor %}", "BenCem"),
        ("{% include which %}", "Anna"),
        ("{% include 'na'|add:'me' %}", "Anna"),
        # What a part counts, it counts for itself: another copy of it on the page begins anew.
        ("{% include 'cycling' %}{% include 'cycling' %}", "oneone"),
        ("{% include 'name' with who=bold %}", "&lt;b&gt;"),
    ],
)
def test_a_part_is_shown_as_django_shows_it(source: str, seen: str) -> None:
    assert shown(source, times=2, which="name", them=["Ben", "Cem"], bold="<b>") == f"{seen}|{seen}"


def test_a_part_is_looked_up_once(looked_up: list[str]) -> None:
    shown("{% for one in 'xyz' %}{% include 'name' %}{% endfor %}", times=3)
    assert looked_up == ["name"]


def test_a_part_that_is_not_there_is_an_error() -> None:
    with pytest.raises(TemplateDoesNotExist):
        shown("{% include 'nowhere' %}")
