"""Who may write content, who may ask the database, who may mark text as safe, and what a template may hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.reading import template_faults, trees

BULK = {"bulk_create", "bulk_update", "abulk_create", "abulk_update"}
UPDATE = {"update", "aupdate"}
ASKS = {
    "objects", "_default_manager", "_base_manager", "get_queryset", "all", "filter", "exclude", "order_by",
    "select_related", "prefetch_related", "in_bulk", "values_list", "annotate", "aggregate", "using",
}  # fmt: skip
# What search keeps is no content: it is made from the live versions and can be made anew.
WRITES_IN_BULK = ("entries/library/", "entries/search/index.py")
MARKS = {"mark_safe", "SafeString", "SafeText", "html_safe", "safe", "format_html", "format_html_join"}
ESCAPES_ITSELF = {"format_html", "format_html_join"}
MARKS_SAFE = "entries/text/markup.py"


def chain(node: ast.expr) -> Iterator[str]:
    """The names of `Entry.objects.filter(...).update`, from the last to the first."""
    while True:
        match node:
            case ast.Attribute():
                yield node.attr
                node = node.value
            case ast.Call():
                node = node.func
            case ast.Subscript():
                node = node.value
            case ast.Name():
                yield node.id
                return
            case _:
                return


def foreign_names(tree: ast.Module) -> set[str]:
    """Names that come from a module which is not ours, so what they write is not content."""
    sources = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {
        (alias.asname or alias.name).split(".")[0]
        for node in sources
        for alias in node.names
        if not (isinstance(node, ast.ImportFrom) and (node.level or str(node.module).startswith("entries")))
    }


def is_written(call: ast.Call, names: list[str]) -> bool:
    """Whether the call writes rows in bulk. A dict's update takes a dict; a queryset's has keywords only."""
    looks_like_rows = bool(ASKS & set(names[1:])) or bool(call.keywords and not call.args)
    return names[0] in BULK or (names[0] in UPDATE and looks_like_rows)


def written_past_the_library(root: Path) -> list[str]:
    """Bulk writes outside the library package: they pass by the live version, the stale marks and the history."""
    found = []
    for name, tree in trees(root, "entries", "casebook"):
        foreign = foreign_names(tree)
        for node in ast.walk(tree):
            if name.startswith(WRITES_IN_BULK) or not isinstance(node, ast.Call):
                continue
            names = list(chain(node.func))
            if isinstance(node.func, ast.Attribute) and is_written(node, names) and names[-1] not in foreign:
                found.append(f"{name}:{node.lineno}: .{names[0]}() on rows; entries/library/ does that")
    return found


def asked_by_a_template_tag(root: Path) -> list[str]:
    """Template tags that import a model or ask a queryset."""
    found = []
    for name, tree in trees(root, "entries/templatetags"):
        for node in ast.walk(tree):
            source = node.module if isinstance(node, ast.ImportFrom) else None
            of_models = str(source).startswith(("entries.models", "django.db", "django.apps"))
            # `register.filter` is how a tag is declared.
            names = list(chain(node)) if isinstance(node, ast.Attribute) else []
            if of_models or (names and names[0] in ASKS and names[-1] != "register"):
                found.append(f"{name}:{node.lineno}: a template tag formats; a view asks the library")
    return found


def asked_by_a_template(root: Path) -> list[str]:
    """Templates that reach for a manager or a queryset."""
    pattern = r"(?<=[\w)])\.(?:all|filter|exclude|objects|order_by|select_related|exists|\w+_set)\b(?=[^<>]*[%}]\})"
    return template_faults(root, pattern, "a template asks the database")


def marked_safe(root: Path) -> list[str]:
    """Text marked as safe anywhere but in the one place; the admin may use `format_html`, which escapes."""
    found = []
    for name, tree in trees(root, "entries", "casebook"):
        allowed = MARKS if name == MARKS_SAFE else ESCAPES_ITSELF if name.startswith("entries/admin/") else set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                used = next(chain(node.func), "")
            elif isinstance(node, ast.ImportFrom):
                # The type may be named; it is the call that marks.
                used = next((alias.name for alias in node.names if alias.name in MARKS - {"SafeString"}), "")
            else:
                used = node.name if isinstance(node, ast.FunctionDef) and node.name == "__html__" else ""
            if used in (MARKS | {"__html__"}) - allowed:
                found.append(f"{name}:{node.lineno}: {used}: only {MARKS_SAFE} marks text as safe")
    return found


def marked_safe_in_a_template(root: Path) -> list[str]:
    """Templates that switch escaping off."""
    return template_faults(root, r"\|\s*safe(?:seq)?\b|autoescape\s+off", "escaping is off")


def inline(root: Path) -> list[str]:
    """Style, script or handlers written into a template: the content security policy would stop them."""
    pattern = r"\sstyle\s*=|<style\b|<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:"
    return template_faults(root, pattern, "inline style or script")
