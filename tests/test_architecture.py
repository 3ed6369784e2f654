"""The code hangs together as docs/architecture.md says; and each rule finds the fault that is planted for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import content, imports

ROOT = Path(__file__).resolve().parent.parent
Rule = Callable[[Path], list[str]]

RULES: dict[str, Rule] = {
    "imports point down": imports.wrong_way,
    "outlets ask the library": imports.past_the_library,
    "no import inside a function": imports.inside_functions,
    "no file is too long": imports.too_long,
    "only the library writes rows in bulk": content.written_past_the_library,
    "no template tag asks the database": content.asked_by_a_template_tag,
    "no template asks the database": content.asked_by_a_template,
    "text is marked safe in one place": content.marked_safe,
    "no template marks text safe": content.marked_safe_in_a_template,
    "no inline style or script": content.inline,
}
FAULTS: list[tuple[Rule, str, str]] = [
    (imports.wrong_way, "entries/library/a.py", "from entries.editorial import actions"),
    (imports.wrong_way, "entries/library/a.py", "from ..editorial import actions"),
    (imports.wrong_way, "entries/library/a.py", "if True:\n    import entries.views.library"),
    (imports.wrong_way, "entries/models/__init__.py", "from ..library import cards"),
    (imports.wrong_way, "entries/search/a.py", "from entries.models import Entry"),
    (imports.wrong_way, "entries/views/a.py", "from entries.api.serial import card"),
    (imports.wrong_way, "entries/bigbook/a.py", "from entries import filters"),
    (imports.wrong_way, "entries/outlets/a.py", "from entries.views import library"),
    (imports.wrong_way, "entries/views/a.py", "from casebook.settings import DEBUG"),
    (imports.wrong_way, "casebook/settings.py", "from entries.models import Kind"),
    (imports.wrong_way, "entries/library/a.py", "from entries import wiring"),
    (imports.wrong_way, "entries/wiring.py", "from entries.importers import run"),
    (imports.wrong_way, "entries/homeless/a.py", ""),
    (imports.past_the_library, "entries/outlets/a.py", "from entries.models import Entry"),
    (imports.past_the_library, "entries/outlets/book/a.py", "from django.db.models import F"),
    (imports.inside_functions, "entries/views/a.py", "def page():\n    import json"),
    (imports.too_long, "entries/views/a.py", "a = 1\n" * 400),
    (content.written_past_the_library, "entries/views/a.py", "Entry.objects.update(title='')"),
    (content.written_past_the_library, "entries/views/a.py", "Entry.objects.filter(pk=1).order_by().update(**new)"),
    (content.written_past_the_library, "entries/views/a.py", "entry.quotes.update(words='')"),
    (content.written_past_the_library, "entries/admin/a.py", "queryset.update(status='')"),
    (content.written_past_the_library, "entries/bigbook/a.py", "model._default_manager.bulk_create(rows)"),
    (content.written_past_the_library, "entries/bigbook/a.py", "rows.bulk_update(rows, ['title'])"),
    (content.asked_by_a_template_tag, "entries/templatetags/a.py", "from entries.models import Entry"),
    (content.asked_by_a_template_tag, "entries/templatetags/a.py", "def f(e):\n    return e.quotes.filter(a=1)"),
    (content.asked_by_a_template, "templates/entries/a.html", "<p>{% for team in entry.teams.all %}"),
    (content.asked_by_a_template, "templates/entries/a.html", "{{ entry.quote_set }}"),
    (content.marked_safe, "entries/views/a.py", "from django.utils.safestring import mark_safe"),
    (content.marked_safe, "entries/views/a.py", "safestring.mark_safe('<b>')"),
    (content.marked_safe, "entries/views/a.py", "SafeString('<b>')"),
    (content.marked_safe, "entries/views/a.py", "from django.utils.html import format_html"),
    (content.marked_safe, "entries/admin/a.py", "from django.utils.safestring import mark_safe"),
    (content.marked_safe, "entries/views/a.py", "class A:\n    def __html__(self): ..."),
    (content.marked_safe_in_a_template, "templates/a.html", "{{ story|safe }}"),
    (content.marked_safe_in_a_template, "templates/a.html", "{% autoescape off %}"),
    (content.inline, "templates/a.html", '<p style="color:red">'),
    (content.inline, "templates/a.html", "<style>p{}</style>"),
    (content.inline, "templates/a.html", "<script>alert()</script>"),
    (content.inline, "templates/a.html", '<a onclick="go()">'),
]
ACCEPTED: list[tuple[Rule, str, str]] = [
    (imports.wrong_way, "entries/views/a.py", "from entries.library import cards\nfrom .context import page"),
    (imports.wrong_way, "entries/apps.py", "from entries import wiring"),
    (imports.wrong_way, "entries/wiring.py", "from entries.library import note\nfrom entries.editorial import roles"),
    (imports.wrong_way, "casebook/urls.py", "from entries.urls import urlpatterns"),
    (imports.past_the_library, "entries/outlets/a.py", "from entries.library import Story"),
    (imports.inside_functions, "entries/apps.py", "def ready():\n    import json"),
    (imports.inside_functions, "entries/views/a.py", "if TYPE_CHECKING:\n    import json"),
    (content.written_past_the_library, "entries/views/a.py", "found.update({1: 2})\nself.known.update(other)"),
    (content.written_past_the_library, "entries/views/a.py", "import os\nos.environ.update(A='1')"),
    (content.written_past_the_library, "entries/library/a.py", "Entry.objects.update(title='')"),
    (
        content.written_past_the_library,
        "entries/editorial/a.py",
        "from reversion.models import Version\nVersion.objects.bulk_create([])",
    ),
    (
        content.asked_by_a_template,
        "templates/a.html",
        "<p>See www.filter.all</p>{% if forloop.first %}{{ card.count }}",
    ),
    (content.marked_safe, "entries/admin/a.py", "from django.utils.html import format_html\nformat_html('{}', 1)"),
    (content.marked_safe, "entries/templatetags/a.py", "from django.utils.safestring import SafeString"),
    (content.marked_safe_in_a_template, "templates/a.html", "{# never |safe #}{{ story|safely }}"),
    (content.inline, "templates/a.html", '<script src="/a.js" defer></script><p>Lesson = "one"</p>'),
]


def plant(root: Path, name: str, text: str) -> Path:
    """A project that holds one file."""
    path = root / name
    path.parent.mkdir(parents=True)
    path.write_text(f"{text}\n")
    return root


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_project_keeps_the_rule(rule: Rule) -> None:
    faults = rule(ROOT)
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize(("rule", "name", "text"), FAULTS)
def test_the_rule_finds_a_planted_fault(rule: Rule, name: str, text: str, tmp_path: Path) -> None:
    (fault,) = rule(plant(tmp_path, name, text))[:1]
    assert fault.startswith(f"{name}:")


@pytest.mark.parametrize(("rule", "name", "text"), ACCEPTED)
def test_the_rule_accepts_what_is_right(rule: Rule, name: str, text: str, tmp_path: Path) -> None:
    assert rule(plant(tmp_path, name, text)) == []


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _, _ in FAULTS} == set(RULES.values())
