"""Draws the pictures and writes the files that `fixtures/anyshire_sample.json` names. Run by hand, from anywhere:

    python3 -m venv VENV && VENV/bin/pip install pillow==13.0.0 python-docx==1.2.0 typst==0.15.2
    VENV/bin/python scripts/draw_anyshire_pictures.py

Everything shown is made up and drawn from plain shapes, with no text in it: no font of the machine plays a part.
The same versions give the same bytes. Files lie in fixtures/media/ under the names that `ContentHashStorage` gives
(the first 32 digits of the content's SHA-256, then the ending), so the fixture's names are right wherever they are
copied. After a change, put the printed names into the fixture; what is no longer named is removed here.
"""

import hashlib
import io
import math
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt
from PIL import Image, ImageDraw

MEDIA = Path(__file__).resolve().parent.parent / "fixtures" / "media"
SMOOTH = 3  # drawn this much larger, then made smaller, so that edges are smooth
COLOURS = 48

NAVY, DARK, BLUE, SKY, PALE = "#00205c", "#003087", "#005eb8", "#41b6e6", "#dfe6ea"
INK, GREY, STEEL, MIST, FLOOR, WHITE = "#212b32", "#4c6272", "#768692", "#aab4bb", "#c5ced4", "#ffffff"
TEAL, ORANGE, PINK, GREEN, PURPLE = "#00a499", "#ed8b00", "#ae2573", "#78be20", "#7c2855"
YELLOW, SAND, WOOD, LEAF, SKIN = "#ffb81c", "#f2ead9", "#9c6b3f", "#007f3b", "#b97f56"

Point = tuple[float, float]


class Sheet:
    """A picture in the making, in the pixels of the finished one."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        """Start with an even ground."""
        self.size = (width, height)
        self.image = Image.new("RGB", (width * SMOOTH, height * SMOOTH), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """A rectangle, its corners rounded if asked."""
        corners = [n * SMOOTH for n in (x, y, x + width, y + height)]
        self.pen.rounded_rectangle(corners, radius * SMOOTH, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str, tall: float = 1) -> None:
        """A disc around a point, or an oval `tall` times as high as wide."""
        high = radius * tall
        self.pen.ellipse([n * SMOOTH for n in (x - radius, y - high, x + radius, y + high)], fill=colour)

    def shape(self, points: Iterable[Point], colour: str) -> None:
        """A filled shape."""
        self.pen.polygon([(x * SMOOTH, y * SMOOTH) for x, y in points], fill=colour)

    def bar(self, start: Point, end: Point, thick: float, colour: str) -> None:
        """A line with round ends."""
        ends = [start[0] * SMOOTH, start[1] * SMOOTH, end[0] * SMOOTH, end[1] * SMOOTH]
        self.pen.line(ends, fill=colour, width=round(thick * SMOOTH))
        for x, y in (start, end):
            self.disc(x, y, thick / 2, colour)

    def arc(self, x: float, y: float, radius: float, start: int, end: int, thick: float, colour: str) -> None:
        """Part of a ring; degrees from three o'clock, clockwise."""
        corners = [n * SMOOTH for n in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.arc(corners, start, end, fill=colour, width=round(thick * SMOOTH))

    def hill(self, base: float, rise: float, phase: float, colour: str) -> None:
        """A wave across the sheet, filled down to the bottom."""
        width, height = self.size
        wave = [(x, base - rise * math.sin(x / width * 4.4 + phase)) for x in range(0, width + 8, 8)]
        self.shape([(0, height), *wave, (width, height)], colour)

    def png(self) -> bytes:
        """The finished picture, with a small palette."""
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        flat = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        out = io.BytesIO()
        flat.save(out, "PNG", optimize=True)
        return out.getvalue()


def rest_room() -> bytes:
    """Two reclining chairs, a lamp and a shut door."""
    sheet = Sheet(1200, 540, PALE)
    sheet.box(0, 420, 1200, 120, FLOOR)
    sheet.box(90, 60, 210, 150, NAVY, 6)
    sheet.disc(240, 112, 30, "#f7e7b0")
    sheet.disc(228, 104, 26, NAVY)
    for x, y in ((130, 100), (165, 160), (190, 85)):
        sheet.disc(x, y, 4, WHITE)
    for x in (130, 460):
        sheet.bar((x - 20, 225), (x + 15, 330), 46, BLUE)
        sheet.bar((x + 15, 345), (x + 185, 345), 54, BLUE)
        sheet.bar((x + 190, 350), (x + 270, 372), 36, BLUE)
        for leg in (40, 160):
            sheet.box(x + leg, 365, 14, 58, DARK)
    sheet.box(772, 230, 12, 190, GREY)
    sheet.box(735, 412, 86, 14, GREY, 7)
    sheet.shape([(742, 165), (814, 165), (838, 240), (718, 240)], YELLOW)
    sheet.box(900, 90, 200, 332, "#90a4ae", 4)
    sheet.box(946, 150, 108, 58, WHITE, 4)
    sheet.box(962, 168, 76, 8, STEEL, 4)
    sheet.box(962, 184, 50, 8, STEEL, 4)
    sheet.disc(1074, 268, 10, WHITE)
    return sheet.png()


def video_visit() -> bytes:
    """A tablet on a kitchen table shows a nurse; a mug and a rolled bandage stand beside it."""
    sheet = Sheet(1200, 540, SAND)
    sheet.box(0, 400, 1200, 30, WOOD)
    sheet.box(0, 430, 1200, 110, "#b98a5c")
    sheet.shape([(560, 400), (650, 300), (650, 400)], GREY)
    sheet.box(340, 70, 480, 332, INK, 22)
    sheet.box(360, 90, 440, 292, "#cfe6f5", 8)
    sheet.box(460, 270, 240, 112, BLUE, 56)
    sheet.box(460, 330, 240, 52, BLUE)
    sheet.shape([(552, 268), (608, 268), (580, 312)], SKIN)
    sheet.disc(580, 206, 62, INK)
    sheet.disc(580, 218, 54, SKIN)
    sheet.shape([(524, 200), (528, 168), (580, 146), (632, 168), (636, 200), (580, 180)], INK)
    for x in (562, 598):
        sheet.disc(x, 216, 5, INK)
    sheet.arc(580, 228, 22, 25, 155, 5, INK)
    sheet.box(640, 318, 36, 22, WHITE, 3)
    sheet.box(690, 106, 92, 68, WHITE, 6)
    sheet.bar((712, 150), (734, 128), 8, TEAL)
    sheet.bar((734, 128), (760, 150), 8, TEAL)
    sheet.box(930, 338, 150, 64, WHITE, 8)
    sheet.box(930, 358, 150, 12, SKY)
    sheet.disc(930, 370, 32, "#eef1f3")
    for ring in (24, 14):
        sheet.arc(930, 370, ring, 0, 360, 4, MIST)
    sheet.box(150, 300, 104, 102, TEAL, 12)
    sheet.arc(258, 350, 32, 270, 90, 14, TEAL)
    for x in (180, 204, 228):
        sheet.arc(x, 272, 14, 90, 270, 5, MIST)
    return sheet.png()


def picture_cards() -> bytes:
    """Three cards, each with one picture: a heart, scales and two speech bubbles."""
    sheet = Sheet(1200, 540, "#eef4e4")
    for x, colour in ((90, PINK), (440, LEAF), (790, BLUE)):
        sheet.box(x + 8, 68, 320, 420, "#cfd8c2", 18)
        sheet.box(x, 60, 320, 420, WHITE, 18)
        sheet.box(x, 60, 320, 26, colour, 13)
        sheet.box(x, 74, 320, 14, colour)
        sheet.box(x + 60, 396, 200, 14, MIST, 7)
        sheet.box(x + 60, 424, 140, 14, MIST, 7)
    for x in (211, 289):
        sheet.disc(x, 205, 48, PINK)
    sheet.shape([(166, 222), (334, 222), (250, 334)], PINK)
    sheet.box(510, 170, 180, 176, LEAF, 20)
    sheet.disc(600, 226, 40, WHITE)
    sheet.bar((600, 232), (622, 204), 7, INK)
    sheet.box(534, 292, 52, 36, "#a7d0b6", 8)
    sheet.box(614, 292, 52, 36, "#a7d0b6", 8)
    sheet.box(840, 150, 150, 96, BLUE, 22)
    sheet.shape([(866, 238), (910, 238), (862, 276)], BLUE)
    sheet.box(910, 256, 150, 90, SKY, 22)
    sheet.shape([(990, 340), (1034, 340), (1042, 374)], SKY)
    for x in (880, 915, 950):
        sheet.disc(x, 198, 10, WHITE)
    return sheet.png()


def food_bins() -> bytes:
    """Three clear bins, each less full than the one before it."""
    sheet = Sheet(1200, 540, PALE)
    sheet.box(0, 440, 1200, 100, FLOOR)
    for x, full, colour in ((130, 270, PURPLE), (490, 168, ORANGE), (850, 84, LEAF)):
        top, bottom = 130, 442
        sheet.shape([(x, top), (x + 220, top), (x + 194, bottom), (x + 26, bottom)], WHITE)
        inset = 26 * (1 - full / (bottom - top))
        level = bottom - full
        sheet.shape([(x + inset, level), (x + 220 - inset, level), (x + 194, bottom), (x + 26, bottom)], colour)
        sheet.box(x - 14, top - 26, 248, 30, GREY, 10)
        sheet.box(x + 86, top - 44, 48, 22, GREY, 8)
    for x in (400, 760):
        sheet.bar((x, 290), (x + 40, 290), 10, STEEL)
        sheet.shape([(x + 34, 270), (x + 66, 290), (x + 34, 310)], STEEL)
    return sheet.png()


def courtyard() -> bytes:
    """A courtyard garden: three raised beds, a tree and a bench in front of a wall with windows."""
    sheet = Sheet(1200, 540, "#d9eef7")
    sheet.box(0, 120, 1200, 300, "#e6d3c3")
    for x in (60, 300, 540, 780, 1020):
        sheet.box(x, 170, 120, 130, WHITE, 4)
        sheet.box(x + 10, 180, 100, 110, "#8fc1dd")
        sheet.box(x + 56, 180, 8, 110, WHITE)
    sheet.box(0, 400, 1200, 140, "#b7d99a")
    sheet.box(985, 250, 26, 190, WOOD)
    for x, y, size in ((998, 180, 92), (928, 232, 62), (1066, 236, 62)):
        sheet.disc(x, y, size, LEAF)
    for x, colour in ((80, YELLOW), (360, PINK), (640, ORANGE)):
        for step in range(5):
            stem = x + 36 + step * 37
            sheet.bar((stem, 420), (stem, 360 - step % 2 * 22), 7, LEAF)
            sheet.disc(stem, 352 - step % 2 * 22, 17, colour)
            sheet.disc(stem, 352 - step % 2 * 22, 6, WHITE)
        sheet.box(x, 408, 220, 74, WOOD, 6)
        sheet.box(x, 440, 220, 6, "#84582f")
    sheet.box(900, 430, 240, 16, BLUE, 6)
    sheet.box(900, 392, 240, 16, BLUE, 6)
    for x in (920, 1106):
        sheet.box(x, 392, 12, 92, DARK)
    return sheet.png()


def leaves() -> bytes:
    """A row of leaves, for ornament only."""
    sheet = Sheet(1200, 300, "#eef4e4")
    for place in range(10):
        x, y = 70 + place * 118, 150 + (28 if place % 2 else -28)
        colour = (TEAL, LEAF, GREEN)[place % 3]
        turn = math.radians(-40 if place % 2 else 35)
        edge = [(t / 20 * 150 - 75, side * 42 * math.sin(t / 20 * math.pi)) for side, t in _around(20)]
        sheet.shape(_turned(edge, x, y, turn), colour)
        tip, stalk = _turned([(60, 0), (-98, 0)], x, y, turn)
        sheet.bar(tip, stalk, 5, WHITE)
    return sheet.png()


def portrait() -> bytes:
    """The outline of a person, head and shoulders, with no face."""
    sheet = Sheet(448, 560, "#d8dde0")
    sheet.disc(224, 214, 104, STEEL)
    sheet.box(62, 362, 324, 320, STEEL, 150)
    return sheet.png()


def cover() -> bytes:
    """Five hills in the colours of the care groups, a path over the nearest and a low sun."""
    sheet = Sheet(960, 720, DARK)
    sheet.disc(690, 215, 96, YELLOW)
    for base, rise, phase, colour in (
        (300, 70, 0.2, TEAL),
        (390, 60, 2.1, ORANGE),
        (470, 66, 3.9, PINK),
        (560, 54, 0.9, GREEN),
        (650, 44, 2.7, PURPLE),
    ):
        sheet.hill(base, rise, phase, colour)
        if colour == GREEN:
            edges = [(1, t) for t in range(24)] + [(-1, t) for t in range(23, -1, -1)]
            sheet.shape([(270 + 70 * math.sin(t / 5) + side * (30 - t), 720 - t * 8.6) for side, t in edges], SAND)
    return sheet.png()


def _around(steps: int) -> list[tuple[int, int]]:
    return [(1, t) for t in range(steps + 1)] + [(-1, t) for t in range(steps, -1, -1)]


def _turned(points: Iterable[Point], x: float, y: float, angle: float) -> list[Point]:
    """The points turned around the origin, then moved."""
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in points]


CARD = (
    ("Before the shift", "Agree who covers whom. Write both names on the card by the clock."),
    ("At break time", "Hand over what must not wait, and your bleep. Tell the nurse in charge that you are going."),
    ("In the rest room", "Shut the door. You are called for an emergency and for nothing else."),
    ("When you are back", "Tick the card. Then your buddy goes."),
    ("If the break is missed", "Say so at handover. The nurse in charge writes down why. Nobody is blamed."),
)


def buddy_card() -> bytes:
    """The break buddy card: a Word file of one page, with a heading and a table that has a header row."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.language = "Break buddy card", "Anyshire Partnership (fictional)", "en-GB"
    about.comments, about.created, about.modified = "", datetime(2024, 4, 1), datetime(2024, 4, 1)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(12)
    document.add_heading("Break buddy card", 0)
    document.add_paragraph("For every night shift. Keep one card for each pair by the ward clock.")
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("When", "What to do"), strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for step in CARD:
        for cell, words in zip(table.add_row().cells, step, strict=True):
            cell.text = words
    document.add_paragraph()
    document.add_paragraph("Night Care Team, Anyshire Partnership. A fictional example: the Trust is made up.")
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _undated(office: bytes) -> bytes:
    """An Office file without the moment of writing in its parts, so that the same text gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in parts.namelist():
            kept.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


CHECKLIST = """
#set document(title: "Rest room checklist", author: "Anyshire Partnership (fictional)")
#set document(date: datetime(year: 2024, month: 4, day: 1))
#set page(paper: "a4", margin: 2.2cm)
#set text(lang: "en", region: "gb", size: 12pt)
#show heading: set block(above: 1.4em, below: .8em)
= Rest room checklist
A room is ready for night staff when you can tick every line. Check it on the first night of each month.
== The room
- It is close to the ward, and not on it.
- The door shuts. A sign says when the room is in use.
- Nothing is stored in it.
- One named person looks after it. Their name is on the door.
== What is in it
- Two reclining chairs that wipe clean.
- A lamp that can be dimmed, and no bright ceiling light.
- A clock, an alarm and a telephone for emergencies.
- A clean blanket for each person, and a bin for used ones.
== How it is used
- Two people at a time, and one from each pair of buddies.
- Staff are called for an emergency and for nothing else.
- The nurse in charge takes a break too.
#v(1em)
Night Care Team, Anyshire Partnership. A fictional example: the Trust is made up.
"""


def room_checklist() -> bytes:
    """The rest room checklist: a tagged PDF of one page."""
    return typst.compile(CHECKLIST.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)


WASTE = """Week beginning,Meals served,Plate waste (kg),Grams a meal
2025-04-07,2310,402,174
2025-06-02,2284,331,145
2025-08-04,2207,258,117
2025-10-06,2296,214,93
2025-12-01,2325,186,80
2026-02-02,2301,161,70
"""


def waste_log() -> bytes:
    """The kitchen's log of plate waste: a small spreadsheet."""
    return WASTE.replace("\n", "\r\n").encode()


FILES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "rest room": ("pictures", ".png", rest_room),
    "video visit": ("pictures", ".png", video_visit),
    "picture cards": ("pictures", ".png", picture_cards),
    "food bins": ("pictures", ".png", food_bins),
    "courtyard": ("pictures", ".png", courtyard),
    "leaves": ("pictures", ".png", leaves),
    "portrait": ("portraits", ".png", portrait),
    "cover": ("covers", ".png", cover),
    "break buddy card": ("resources", ".docx", buddy_card),
    "rest room checklist": ("resources", ".pdf", room_checklist),
    "plate waste log": ("resources", ".csv", waste_log),
}


def main() -> None:
    """Write every file under its content's name, remove the rest, and print the names."""
    written = set()
    for what, (folder, suffix, make) in FILES.items():
        content = make()
        path = MEDIA / folder / f"{hashlib.sha256(content).hexdigest()[:32]}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.add(path)
        print(f"{what}: {path.relative_to(MEDIA)} ({len(content) / 1024:.1f} KB)")
    for path in MEDIA.rglob("*.*"):
        if path.is_file() and path not in written:
            path.unlink()


if __name__ == "__main__":
    main()
