"""Extensions that are converted as a whole, or not at all: one entry for each."""

from __future__ import annotations

from unflask.facts import talisman
from unflask.facts.conversion import Conversion
from unflask.model.app import App

_FOUND = {talisman.EXTENSION: talisman.security_headers}
"""What tells of each extension, by the module that programs import, what becomes of it."""


def conversions(app: App) -> dict[str, Conversion]:
    """Return what becomes of each of these extensions that the application uses."""
    found = {module: app.fact(find) for module, find in _FOUND.items()}
    return {module: made for module, made in found.items() if made.uses or made.odd is not None}


def converts(app: App, extension: str) -> bool:
    """Tell whether an extension, by its module, is converted."""
    made = app.fact(conversions).get(extension)
    return made is not None and bool(made.uses)
