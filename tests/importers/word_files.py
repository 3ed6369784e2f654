"""Word files in the forms that teams send, made of invented stories."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from entries.text.folding import words
from tests.importers.stories import Story

Form = Callable[[Any, Story], None]


def real_headings(document: Any, story: Story) -> None:
    """Word's own title and headings; a link, a table of data and a quotation by its style."""
    document.add_paragraph(story.title, style="Title")
    document.add_paragraph(f"Team: {story.team}")
    document.add_paragraph(f"Contact: {story.person}, {story.mailbox}")
    for name, texts in story.sections.items():
        document.add_heading(story.headings[name], 1)
        _paragraphs(document, texts)
        if name == "actions":
            _bullets(document, story)
        if name == "results":
            _data(document)
            document.add_paragraph(f"“{story.quote[0]}” – {story.quote[1]}, {story.quote[2]}", style="Quote")
    _link(document.add_paragraph("Read more on "), "the team’s page", "https://anyshire.example/more")


def bold_lines(document: Any, story: Story) -> None:
    """Bold lines instead of headings; the team and the contact in bold labels."""
    _bold(document, story.title)
    _labelled(document, "Team", story.team)
    _labelled(document, "Contact", story.mailbox)
    for name, texts in story.sections.items():
        _bold(document, story.headings[name])
        _paragraphs(document, texts)
        if name == "actions":
            _bullets(document, story)
    _bold(document, "Key figures")
    for value, label in story.figures:
        document.add_paragraph(f"{value} – {label}", style="List Bullet")


def capitals(document: Any, story: Story) -> None:
    """Capitals, numbers and colons, and typed bullets."""
    document.add_paragraph(story.title.upper())
    document.add_paragraph(f"TEAM NAME: {story.team}")
    for number, (name, texts) in enumerate(story.sections.items(), 1):
        document.add_paragraph(f"{number}. {story.headings[name].strip(':').upper()}:")
        _paragraphs(document, texts)
        if name == "actions":
            for bullet in story.bullets:
                document.add_paragraph(f"·\t{bullet}")


def table(document: Any, story: Story) -> None:
    """A form: labels on the left, text on the right."""
    document.add_heading("Big Book of Best Practice 2026-27: submission form", 1)
    rows = [("Title of your project", [story.title]), ("Team or service", [story.team]),
            ("Contact details", [f"{story.person}, {story.mailbox}"])]  # fmt: skip
    rows += [(story.headings[name], texts) for name, texts in story.sections.items()]
    grid = document.add_table(rows=0, cols=2)
    for label, texts in rows:
        left, right = grid.add_row().cells
        left.paragraphs[0].add_run(label).bold = True
        right.text = texts[0]
        for text in texts[1:]:
            right.add_paragraph(text)


def questions(document: Any, story: Story) -> None:
    """The form's questions as second-level headings under a title, with what was asked for beside them."""
    document.add_heading(story.title, 1)
    document.add_heading("Your team", 2)
    document.add_paragraph(story.team)
    for name, texts in story.sections.items():
        document.add_heading(f"{story.headings[name].rstrip('?:')}? (up to 200 words)", 2)
        _paragraphs(document, texts)
    document.add_heading("For more information", 2)
    document.add_paragraph(f"{story.person}, {story.mailbox}")


def labels(document: Any, story: Story) -> None:
    """Each part begins on the line of its name, in bold or not."""
    document.add_heading(story.title, 2)
    document.add_paragraph(f"Service: {story.team}")
    for name, texts in story.sections.items():
        heading = story.headings[name].strip(":")
        if heading.endswith("?"):
            document.add_paragraph(heading)
            document.add_paragraph(texts[0])
        elif story.number % 2:
            _labelled(document, heading, texts[0])
        else:
            document.add_paragraph(f"{heading}: {texts[0]}")
        _paragraphs(document, texts[1:])


def plain_lines(document: Any, story: Story) -> None:
    """Nothing but lines: no style tells a heading."""
    document.add_paragraph(story.title)
    document.add_paragraph(f"Team: {story.team}")
    for name, texts in story.sections.items():
        document.add_paragraph(story.headings[name])
        _paragraphs(document, texts)
        if name == "results":
            document.add_paragraph(f"“{story.quote[0]}”")
            document.add_paragraph(f"– {story.quote[1]}, {story.quote[2]}")


def numbered(document: Any, story: Story) -> None:
    """Headings that Word numbers as a list, and steps that it numbers too."""
    document.add_paragraph(story.title, style="Title")
    document.add_paragraph(f"Department: {story.team}")
    for name, texts in story.sections.items():
        document.add_paragraph(story.headings[name], style="List Number")
        _paragraphs(document, texts)
        if name == "actions":
            for bullet in story.bullets:
                document.add_paragraph(bullet, style="List Number 2")


def boxes(document: Any, story: Story) -> None:
    """One column of boxes: a question in one, the answer in the next."""
    grid = document.add_table(rows=0, cols=1)
    for text in (f"Project title: {story.title}", f"Team: {story.team}"):
        grid.add_row().cells[0].text = text
    for name, texts in story.sections.items():
        grid.add_row().cells[0].paragraphs[0].add_run(story.headings[name]).bold = True
        cell = grid.add_row().cells[0]
        cell.text = texts[0]
        for text in texts[1:]:
            cell.add_paragraph(text)


def line_breaks(document: Any, story: Story) -> None:
    """A bold heading and its text in one paragraph, parted by a line break; no title at all."""
    lines = document.add_paragraph()
    lines.add_run(f"Team: {story.team}")
    lines.add_run().add_break()
    lines.add_run(f"Email: {story.mailbox}")
    for name, texts in story.sections.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(story.headings[name]).bold = True
        paragraph.add_run().add_break()
        paragraph.add_run(texts[0])
        _paragraphs(document, texts[1:])


FORMS: tuple[Form, ...] = (
    real_headings, bold_lines, capitals, table, questions, labels, plain_lines, numbered, boxes, line_breaks,
)  # fmt: skip


def word_file(path: Path, form: Form, story: Story) -> Path:
    """A Word file of a story in a form."""
    document = Document()
    form(document, story)
    document.save(str(path))
    return path


def words_of(path: Path) -> "Counter[str]":
    """The words of a Word file, read from its runs of text alone."""
    found: Counter[str] = Counter()
    for paragraph in Document(str(path)).element.body.iter(qn("w:p")):
        parts = paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        found.update(words("".join(part.text or "" if part.tag == qn("w:t") else " " for part in parts)))
    return found


def _paragraphs(document: Any, texts: list[str]) -> None:
    for text in texts:
        document.add_paragraph(text)


def _bold(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _labelled(document: Any, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)


def _bullets(document: Any, story: Story) -> None:
    for bullet in story.bullets:
        document.add_paragraph(bullet, style="List Bullet")


def _data(document: Any) -> None:
    grid = document.add_table(rows=0, cols=3)
    for row in (("Month", "Before", "After"), ("May", "40", "12"), ("June", "38", "11")):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text


def _link(paragraph: Any, text: str, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)
