"""The inputs of the desk's forms: the rich text editor, days and moments, and pickers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db import models
from django_prose_editor.widgets import AdminProseEditorWidget, prose_editor_admin_media
from js_asset import ImportMap, Media, Script

from entries.models.fields import RichTextField

# Buttons side by side: the editor's own drop-down menus cannot be opened from the keyboard.
MENU = {
    "groups": [
        {"group": "marks"},
        {"group": "link"},
        {"group": "lists"},
        {"group": "headings"},
        {"group": "nodes -blockType -lists"},
        {"group": "table"},
        {"group": "history"},
    ]
}


class StoryEditor(AdminProseEditorWidget):
    """Starts by a module of ours, which tidies what is pasted and names the editable area."""

    @property
    def media(self) -> Media:
        """The editor's files and ours; the import map gives them their names."""
        return prose_editor_admin_media + Media(
            importmap=ImportMap({"casebook/paste": "desk/paste.js"}),
            js=[Script("desk/editor.js", type="module")],
        )

    def get_config(self) -> dict[str, Any]:
        """The field's extensions with our menu, and with the browser's spelling checker left on."""
        config = super().get_config()
        kept = {name: value for name, value in config["extensions"].items() if name != "NoSpellCheck"}
        return config | {"extensions": kept | {"Menu": MENU}}


class Day(forms.DateInput):
    """The browser's own input for a day, which has a name and works without script."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "date"} | (attrs or {}), format="%Y-%m-%d")


class Moment(forms.DateTimeInput):
    """The browser's own input for a moment, London time."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "datetime-local", "step": 1} | (attrs or {}), format="%Y-%m-%dT%H:%M:%S")


class Picker(AutocompleteSelectMultiple):
    """Django's search as one types, for several."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Without the button that clears all: it stands in a list that it is no item of."""
        return super().build_attrs(*args, **kwargs) | {"data-allow-clear": "false"}

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """The chosen ones; Django's fails on one that is no number when it shows a refused form again."""
        return super().optgroups(name, [one for one in value if str(one).isdecimal()], attr)


class Safely:
    """For forms and rows: what is chosen from a list cannot be deleted on the way."""

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        """Django's, without the button."""
        field = super().formfield_for_dbfield(*args, **kwargs)  # type: ignore[misc]
        if field is not None and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field


WIDGETS: dict[Any, Any] = {
    RichTextField: {"widget": StoryEditor},
    models.DateField: {"widget": Day},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": Moment},
}
