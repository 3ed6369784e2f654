"""What makes a file unfit to load."""


class Broken(Exception):
    """One thing that is wrong, with the file, the row and the field it stands in. Nothing of the file was saved."""

    def __init__(self, file: str, message: str, *, row: str = "", field: str = "") -> None:
        self.file, self.row, self.field, self.message = file, row, field, message
        place = ", ".join(part for part in (file, row, f"field “{field}”" if field else "") if part)
        super().__init__(f"{place}: {message}")
