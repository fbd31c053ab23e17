"""What is said of the commands that start the application."""

from __future__ import annotations

from dataclasses import dataclass

from unflask.model.steps import Code


@dataclass(frozen=True)
class Note:
    """Something to be told of one line."""

    code: Code
    path: str
    line: int
    detail: str


COMMAND = Code(
    "UF170",
    "a command that starts the application could not be translated",
    "Flask's and Gunicorn's own commands cannot serve the result. Write the command for Uvicorn: "
    "`uvicorn --no-proxy-headers MODULE:APP --host … --port … --workers …`.",
    scope="none",
)
SETTING = Code(
    "UF171",
    "a setting of the server has no counterpart in Uvicorn",
    "The command does without it. Look whether the application or its surroundings relied on it.",
    scope="none",
)
UNREAD = Code(
    "UF172",
    "nothing reads this file of settings any longer",
    "What it says is in the commands for Uvicorn now. Delete it, and what copies it.",
    scope="none",
)
UNCOPIED = Code(
    "UF173",
    "a folder of the result is not copied into the image",
    "The application imports it. Copy it to where the files beside it go.",
    scope="none",
)
