"""Vendors the NHS design system's stylesheet into static/nhsuk/. Run by hand; needs npm.

The site has to stand on its own origin and keep a first view small, so the compiled stylesheet is taken
as published and patched: fonts of another host, parts no page uses and the source-map comment are cut.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE, VERSION = "nhsuk-frontend", "10.6.1"
SOURCE = "dist/nhsuk/nhsuk-frontend.min.css"
TARGET = Path(__file__).resolve().parent.parent / "static" / "nhsuk"

# Only what the pages cannot have: components that work by the package's own script, which is not loaded
# (`frontend-supported` is the class that script sets), and components made for other kinds of site.
UNUSED = (
    "frontend-supported", "character-count", "code", "date-input", "do-dont-list", "expander",
    "expander-group", "file-upload", "notification-banner", "panel", "password-input", "scroll", "tabs", "task-list",
)  # fmt: skip
MENTIONS_UNUSED = re.compile(rf"\.nhsuk-(?:{'|'.join(UNUSED)})(?![a-z0-9]|-(?!-))")
# A search field's own clear button and headers that sort a table need pictures that we do not ship.
NEEDS_PICTURE = re.compile(r"::-webkit-search-cancel-button|\[(?:data|aria)-sort\b")
IN_BRACKETS = re.compile(r":[\w-]+\([^()]*\)")
STRING_OR_COMMENT = r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
PUNCTUATION = re.compile(rf"{STRING_OR_COMMENT}|[;{{}}]", re.S)
COMMA = re.compile(r",(?![^(\[]*[)\]])")

LICENCE = """MIT License

Copyright (c) 2019 NHS.UK

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
NOTE = f"""# The NHS design system's stylesheet

`nhsuk.css` is `{SOURCE}` of the npm package `{PACKAGE}` {VERSION}, patched by
`scripts/vendor_nhsuk.py`. Do not edit it: change the script and run it again.

- The Frutiger font, which is licensed for NHS bodies and comes from another host, is cut.
- Rules of these parts are cut, because no page uses them: {", ".join(UNUSED)}.
- So are the rules that need a picture: the search field's own clear button, headers that sort a table.
- The rest is as published: `tests/test_vendor_nhsuk.py` holds the script to that.

The package is under the MIT licence (LICENSE); it carries no licence file, so the text is its repository's.
"""


def blocks(css: str) -> list[tuple[str, str | None]]:
    """The stylesheet's top level: what stands before each brace and inside it; a statement has no inside."""
    found: list[tuple[str, str | None]] = []
    depth = start = opened = 0
    for mark in PUNCTUATION.finditer(css):
        match mark[0], depth:
            case ";", 0:
                found.append((css[start : mark.end()], None))
                start = mark.end()
            case "{", _:
                opened = opened if depth else mark.start()
                depth += 1
            case "}", _:
                depth -= 1
                if not depth:
                    found.append((css[start:opened], css[opened + 1 : mark.start()]))
                    start = mark.end()
    if depth or css[start:].strip():
        raise ValueError(f"The stylesheet does not end where a rule ends: {css[start:][:80]!r}")
    return found


def is_unused(selector: str) -> bool:
    """Whether a selector can match nothing on our pages. What is in :not(...) or :is(...) does not count."""
    outside = IN_BRACKETS.sub("", selector)
    return bool(MENTIONS_UNUSED.search(outside) or NEEDS_PICTURE.search(selector))


def pruned(css: str) -> str:
    """`css` without font faces and unused selectors, and without what is empty then; all else as it was."""
    kept = []
    for head, inside in blocks(css):
        if inside is None:
            kept.append(head)
        elif head.startswith(("@media", "@supports", "@container")):
            if rules := pruned(inside):
                kept.append(f"{head}{{{rules}}}")
        elif head.startswith("@"):
            kept += [] if head.startswith("@font-face") else [f"{head}{{{inside}}}"]
        elif used := [selector for selector in COMMA.split(head) if not is_unused(selector)]:
            kept.append(f"{','.join(used)}{{{inside}}}")
    return "".join(kept)


def patched(css: str) -> str:
    """The stylesheet as we serve it; raises ValueError when it would still load a file."""
    result = pruned(re.sub(r"/\*.*?\*/", "", css, flags=re.S).strip())
    if left := re.search(r"url\((?!data:)[^)]*\)|sourceMappingURL|@import", result):
        raise ValueError(f"The stylesheet still names {left[0]}. Add what needs it to NEEDS_PICTURE or ship the file.")
    return f"/* {PACKAGE} {VERSION}, MIT licence, patched: see README.md */\n{result}\n"


def fetch() -> str:
    """The published stylesheet, by `npm pack`."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--json", f"{PACKAGE}@{VERSION}"]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        listing = json.loads(packed.stdout)
        # npm 12 answers with an object keyed by package, older ones with a list.
        first = listing[0] if isinstance(listing, list) else next(iter(listing.values()))
        with tarfile.open(Path(folder) / first["filename"]) as archive:
            member = archive.extractfile(f"package/{SOURCE}")
            if member is None:
                raise FileNotFoundError(SOURCE)
            return member.read().decode()


def main() -> None:
    """Fetch, patch and write the stylesheet, its licence and the note on where it comes from."""
    css = patched(fetch())
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in {"nhsuk.css": css, "LICENSE": LICENCE, "README.md": NOTE}.items():
        (TARGET / name).write_text(content)
    print(f"{TARGET.name}/nhsuk.css: {len(css):,} bytes.")


if __name__ == "__main__":
    main()
