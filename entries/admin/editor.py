"""The rich text editor of the desk's forms."""

from typing import Any

from django_prose_editor.widgets import AdminProseEditorWidget, prose_editor_admin_media
from js_asset import ImportMap, Media, Script

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
