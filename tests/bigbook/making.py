"""A small Big Book to load, and to spoil."""

import json
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]


def row(model: str, **fields: Any) -> dict[str, Any]:
    """One object of a file."""
    return {"model": f"entries.{model}", "fields": fields}


def rows() -> Rows:
    """An organisation, a team, a Book and two entries: one published with all sorts of rows, one draft."""
    return [
        row("organisation", key="anyshire", slug="anyshire", name="Anyshire Partnership", region="london"),
        row("team", key="falls", slug="falls", name="Falls Team", organisation=["anyshire"]),
        row("contact", key="falls-mailbox", mailbox="falls@anyshire.example"),
        row("caregroup", slug="inpatient", name="Inpatient", order=1),
        row("theme", slug="falls", name="Falls"),
        row("theme", slug="safety", name="Safety"),
        row(
            "edition", key="2024-25", slug="2024-25", title="Big Book 2024-25", organisation=["anyshire"],
            state="published", publishes_at="2025-04-01",
        ),
        row(
            "entry", key="fewer-falls", slug="fewer-falls", title="Fewer falls", edition=["2024-25"], outcome="full",
            status="published", position=1, contact=["falls-mailbox"], summary="Fewer falls.",
            results="<p>Fewer people fell.</p>", period_start="2024-04-01",
        ),
        row("entry", key="lights", slug="lights", title="Night lights", edition=["2024-25"], position=2),
        row("entryteam", entry=["fewer-falls"], team=["falls"]),
        row("entryteam", entry=["lights"], team=["falls"]),
        row("entrycaregroup", content_object=["fewer-falls"], tag=["inpatient"]),
        row("entrytheme", content_object=["fewer-falls"], tag=["falls"]),
        row("entrytheme", content_object=["fewer-falls"], tag=["safety"]),
        row("keyfigure", key="fell", entry=["fewer-falls"], position=1, value="4", label="people fell"),
        row("keyfigure", key="before", entry=["fewer-falls"], position=2, value="9", label="fell before"),
        row("quote", key="nurse", entry=["fewer-falls"], words="It works.", role="Nurse"),
        row("lesson", key="early", entry=["fewer-falls"], kind="pitfall", text="Ask early."),
        row("resource", key="guide", entry=["fewer-falls"], title="Guide", url="https://anyshire.example/guide"),
        row("picture", key="ward", entry=["fewer-falls"], file="pictures/ward.png", width=40, height=30, alt="A ward."),
        row("update", key="year-on", entry=["fewer-falls"], date="2025-10-01", text="<p>Still fewer.</p>"),
    ]  # fmt: skip


def find(content: Rows, model: str, **fields: Any) -> dict[str, Any]:
    """The fields of the first object of a table with these values, to be changed in place."""
    return next(
        one["fields"]
        for one in content
        if one["model"] == f"entries.{model}"
        and all(one["fields"].get(name) == value for name, value in fields.items())
    )


def without(content: Rows, *words: str) -> Rows:
    """The objects whose JSON holds none of the words."""
    return [one for one in content if not any(word in json.dumps(one) for word in words)]


def write(folder: Path, content: Any, name: str = "book.json") -> Path:
    """A file with this content: rows, or text as it is."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return path
