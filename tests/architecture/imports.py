"""Which way imports point."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.reading import module_name, python_files, trees

# From the top. A module imports from lines below its own, and on its own line only from its own package.
LINES = (
    ("casebook.urls", "casebook.wsgi"),
    ("entries.urls",),
    (
        "entries.views",
        "entries.api",
        "entries.admin",
        "entries.management",
        "entries.templatetags",
    ),
    ("entries.outlets",),
    ("entries.importers", "entries.bigbook", "entries.filters", "entries.serving"),
    ("entries.editorial",),
    ("entries.library",),
    ("entries.models",),
    ("entries.search",),
    ("entries.text",),
)
OF_DEPLOYMENT = LINES[0]
HEIGHT = {name: -number for number, line in enumerate(LINES) for name in line}
# What starts the app stands above the work it connects (history and roles are editorial's), below who asks for work.
HEIGHT["entries.wiring"] = HEIGHT["entries.editorial"] + 0.5
HEIGHT["entries.apps"] = HEIGHT["entries.wiring"] + 0.1
# Django loads these before the app registry is ready, or before the settings are.
MAY_IMPORT_LATE = {"entries/apps.py", "entries/wiring.py", "manage.py", "casebook/wsgi.py"}


def place(module: str) -> str:
    """The name in LINES under which a module stands; of the deployment, only its two ways in stand there."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "entries" or module in OF_DEPLOYMENT else parts[0]


def imported(tree: ast.AST, own: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Line and full name of each module of ours that is imported, also by `from . import name`."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parents = own.split(".")[: len(own.split(".")) - node.level + is_package] if node.level else []
            source = ".".join([*parents, *([node.module] if node.module else [])])
            names = [f"{source}.{alias.name}" for alias in node.names] if source == "entries" else [source]
        for name in names:
            if name.split(".")[0] in ("entries", "casebook"):
                yield node.lineno, name


def wrong_way(root: Path) -> list[str]:
    """Imports that point upward or sideways, and modules without a place."""
    found = []
    for name, tree in trees(root, "entries", "casebook"):
        own = module_name(name)
        here = place(own)
        if own == "entries":
            continue
        if here.startswith("entries.") and here not in HEIGHT:
            found.append(f"{name}:1: {here} has no place in tests/architecture/imports.py")
            continue
        for line, target in imported(tree, own, name.endswith("__init__.py")):
            there = place(target)
            allowed = here == there or HEIGHT.get(here, -99) > HEIGHT.get(there, 99)
            if not allowed:
                found.append(f"{name}:{line}: {own} imports {target}, which is not below it")
    return found


def past_the_library(root: Path) -> list[str]:
    """Outlets that know a table or the workflow: they have what readers see from the library."""
    found = []
    for name, tree in trees(root, "entries/outlets"):
        for node in ast.walk(tree):
            source = str(node.module) if isinstance(node, ast.ImportFrom) else ""
            if source.startswith(("entries.models", "entries.editorial", "entries.importers", "django.db")):
                found.append(f"{name}:{node.lineno}: imports {source}; an outlet asks entries.library")
    return found


def inside_functions(root: Path) -> list[str]:
    """Imports inside functions, which hide a ring of modules that need each other."""
    found = []
    for name, tree in trees(root, "entries", "casebook", "scripts"):
        if name in MAY_IMPORT_LATE:
            continue
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                inner = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                found += [f"{name}:{node.lineno}: import inside a function" for node in inner]
    return sorted(set(found))


def too_long(root: Path, most: int = 400) -> list[str]:
    """Python files of `most` lines or more."""
    sizes = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in python_files(root, "entries", "casebook", "scripts", "tests")
    }
    return [f"{name}:{size}: {size} lines; part it by subject" for name, size in sizes.items() if size >= most]
