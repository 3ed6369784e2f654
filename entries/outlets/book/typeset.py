"""Sets one Book, as a process of its own: `python typeset.py FOLDER`, where book.typ, data.json and pictures lie.

A process, so that it can be stopped when it takes too long, and so that no worker of a server holds the typesetter.
Imports nothing of ours, and no Django. The result is FOLDER/book.pdf; what is wrong is said on the error output.
"""

import resource
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
MOST_MEMORY = 4 << 30


def main(folder: Path, made: int) -> int:
    """Set the Book of a folder; `made` is the moment it says that it was made, in seconds since 1970."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    try:
        typst.compile(
            str(folder / "book.typ"),
            output=str(folder / "book.pdf"),
            root=str(folder),
            font_paths=fonts,
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    except typst.TypstError as error:
        print(error.message, *error.hints, sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
