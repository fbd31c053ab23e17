from functools import cached_property
from typing import TYPE_CHECKING

from flask import g as flask_g
from flask import request

if TYPE_CHECKING:
    from collections.abc import Sequence


class Context:
    """What is kept for a request."""

    shelf: str | None
    readers: "Sequence[str]"

    def __init__(self):
        self.seen = []

    @cached_property
    def language(self) -> str:
        self.seen.append("language")
        return request.args.get("language", "en")

    @property
    def title(self):
        return f"{self.shelf} in {self.language}"


g: Context = flask_g
