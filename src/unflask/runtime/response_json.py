"""The body of a response, read as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json import loads


class JSONBody:
    """A response whose body may be JSON.

    A class of its own, so that plugins of tests see that ``Response`` itself does not define ``json``.
    """

    if TYPE_CHECKING:
        mimetype: Any

        def get_data(self, as_text: bool = False) -> Any:
            """Return the body."""

    @property
    def is_json(self) -> bool:
        """Tell whether the content type is one of JSON."""
        return is_json(self.mimetype or "")

    def get_json(self, force: bool = False, silent: bool = False) -> Any:
        """Return the value of a JSON body; None when the content type is another one."""
        if not (force or self.is_json):
            return None
        try:
            return loads(self.get_data())
        except ValueError:
            if silent:
                return None
            raise

    @property
    def json(self) -> Any:
        """The value of a JSON body; None when the content type is another one."""
        return self.get_json()


def is_json(mimetype: str) -> bool:
    """Tell whether a content type without parameters is one of JSON."""
    return mimetype == "application/json" or (
        mimetype.startswith("application/") and mimetype.endswith("+json")
    )
