"""Where the settings of an application come from."""

from __future__ import annotations

import re

from unflask.model.app import App

_READS = re.compile(rb"\.from_(pyfile|envvar|prefixed_env|file|json)\(")


def settings_from_outside(app: App) -> bool:
    """Tell whether the application reads settings that no file of the project need hold."""
    return any(_READS.search(content) for content in app.project.files.values())
