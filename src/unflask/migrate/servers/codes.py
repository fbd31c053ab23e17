"""What is said of the commands that start the application."""

from __future__ import annotations

from unflask.model.steps import Code

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
