"""Fields of forms for files, and what may be asked of the files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from wtforms import FileField as PlainFileField
from wtforms import MultipleFileField as PlainMultipleFileField
from wtforms.validators import DataRequired, StopValidation, ValidationError

from .uploads import FileStorage


class FileField(PlainFileField):  # type: ignore[misc]
    """A field for one file, which is None when none was sent."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the first file."""
        files = _sent(valuelist)
        if files:
            self.data = files[0]
        else:
            self.raw_data = ()


class MultipleFileField(PlainMultipleFileField):  # type: ignore[misc]
    """A field for a list of files, which is None when none was sent."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take all files."""
        files = _sent(valuelist)
        if files:
            self.data = files
        else:
            self.raw_data = ()


class FileRequired(DataRequired):  # type: ignore[misc]
    """Asks for a file."""

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 - WTForms gives it
        """Raise StopValidation where there is none."""
        if not _files_of(field):
            raise StopValidation(self.message or field.gettext("This field is required."))


class FileAllowed:
    """Asks for files whose names end in one of ``upload_set``, or that an upload set allows."""

    def __init__(self, upload_set: Any, message: Any = None) -> None:
        self.upload_set = upload_set
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 - WTForms gives it
        """Raise StopValidation at a file of another kind."""
        files = _files_of(field)
        for name in [(file.filename or "").lower() for file in files]:
            if isinstance(self.upload_set, Iterable):
                if any(name.endswith("." + ending) for ending in self.upload_set):
                    continue
                text = field.gettext("File does not have an approved extension: {extensions}")
                text = text.format(extensions=", ".join(self.upload_set))
                raise StopValidation(self.message or text)
            if not self.upload_set.file_allowed(files, name):
                text = field.gettext("File does not have an approved extension.")
                raise StopValidation(self.message or text)


class FileSize:
    """Asks for files of ``min_size`` to ``max_size`` bytes."""

    def __init__(self, max_size: int, min_size: int = 0, message: Any = None) -> None:
        self.min_size = min_size
        self.max_size = max_size
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ARG002 - WTForms gives it
        """Raise ValidationError at a file that is smaller or larger."""
        for file in _files_of(field):
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if not self.min_size <= size <= self.max_size:
                between = f"File must be between {self.min_size} and {self.max_size} bytes."
                raise ValidationError(self.message or field.gettext(between))


file_required = FileRequired
file_allowed = FileAllowed
file_size = FileSize


def _sent(values: list[Any]) -> list[FileStorage]:
    return [value for value in values if isinstance(value, FileStorage) and value]


def _files_of(field: Any) -> list[FileStorage]:
    """Return the files of a field; none where one of its values is no file."""
    values = field.data if isinstance(field.data, list) else [field.data]
    files = _sent(values)
    return files if len(files) == len(values) else []
