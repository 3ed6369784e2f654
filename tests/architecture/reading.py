"""What the rules read: Python files as syntax trees, templates as text without their comments."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}|<!--.*?-->", re.S)


def python_files(root: Path, *folders: str) -> Iterator[tuple[str, Path]]:
    """Each Python file of the folders, with its path under `root`. What Django generates is left out."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(root).as_posix(), path


def trees(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """The same files, parsed."""
    for name, path in python_files(root, *folders):
        yield name, ast.parse(path.read_text(encoding="utf-8"), name)


def template_faults(root: Path, pattern: str, fault: str) -> list[str]:
    """Where `pattern` stands in a template, outside its comments."""
    found = []
    for path in sorted((root / "templates").rglob("*.html")):
        # Blanks for a comment, so that line numbers stay true.
        text = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), path.read_text(encoding="utf-8"))
        for hit in re.finditer(pattern, text, re.I):
            line = text.count("\n", 0, hit.start()) + 1
            found.append(f"{path.relative_to(root).as_posix()}:{line}: {fault}: {hit[0].strip()}")
    return found


def module_name(name: str) -> str:
    """`entries/views/library.py` as `entries.views.library`."""
    return name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
