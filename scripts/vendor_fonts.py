"""Vendors the Book's fonts into entries/outlets/book/fonts/. Run by hand; needs npm and `pip install fonttools`.

The files are as published: their licence lets them be passed on, but not changed under the same name. Beside them goes
a list of the characters they have, so that a Book with others is refused by name before it is set.
"""

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "entries" / "outlets" / "book" / "fonts"
# Package, version, and its files: text, then what text may hold beside Latin, Greek and Cyrillic.
PACKAGES: dict[tuple[str, str], tuple[str, ...]] = {
    ("source-sans-3", "0.4.1"): (
        "400Regular/SourceSans3_400Regular.ttf",
        "400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
        "700Bold/SourceSans3_700Bold.ttf",
        "700Bold_Italic/SourceSans3_700Bold_Italic.ttf",
    ),
    ("noto-sans-arabic", "0.4.3"): ("400Regular/NotoSansArabic_400Regular.ttf",),
    ("noto-sans-hebrew", "0.4.1"): ("400Regular/NotoSansHebrew_400Regular.ttf",),
    ("noto-emoji", "0.4.7"): ("400Regular/NotoEmoji_400Regular.ttf",),
}
NOTE = """# The Book's fonts

Source Sans 3 for Latin, Greek and Cyrillic; Noto Sans Arabic, Noto Sans Hebrew and Noto Emoji for what else a text may
hold. All are under the SIL Open Font Licence 1.1, the LICENSE file of each beside it, and as published in the npm
packages `@expo-google-fonts/...`; `scripts/vendor_fonts.py` fetched them. Do not edit them: change the script and run
it again. `characters.txt` lists what they have, a range of code points on each line.
"""


def fetch(package: str, version: str, folder: Path) -> tarfile.TarFile:
    """The published package, by `npm pack`."""
    command = ["npm", "pack", "--json", f"@expo-google-fonts/{package}@{version}"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    listing = json.loads(packed.stdout)
    # npm 12 answers with an object keyed by package, older ones with a list.
    first = listing[0] if isinstance(listing, list) else next(iter(listing.values()))
    return tarfile.open(folder / first["filename"])


def content(archive: tarfile.TarFile, name: str) -> bytes:
    """A file of the package; raises KeyError when it has none of that name."""
    member = archive.extractfile(f"package/{name}")
    if member is None:
        raise FileNotFoundError(name)
    return member.read()


def ranges(points: set[int]) -> str:
    """The code points as lines of `first-last`, hexadecimal."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return "".join(f"{first:x}-{last:x}\n" for first, last in found)


def main() -> None:
    """Fetch the fonts, their licences and what characters they have."""
    TARGET.mkdir(parents=True, exist_ok=True)
    points: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        for (package, version), files in PACKAGES.items():
            with fetch(package, version, Path(folder)) as archive:
                (TARGET / f"{package}-LICENSE.txt").write_bytes(content(archive, "LICENSE_FONT"))
                for name in files:
                    path = TARGET / Path(name).name
                    path.write_bytes(content(archive, name))
                    # What only one cut of a family has could not be set in another.
                    points |= set(TTFont(path).getBestCmap()) if "400Regular/" in name else set()
    (TARGET / "characters.txt").write_text(ranges(points))
    (TARGET / "README.md").write_text(NOTE)
    print(f"{len(PACKAGES)} families, {len(points):,} characters.")


if __name__ == "__main__":
    main()
