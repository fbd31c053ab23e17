"""Uses of Flask-WTF: forms, their files and their tokens, each with its counterpart."""

from __future__ import annotations

import re

from unflask.facts.babel import EXTENSION as BABEL
from unflask.facts.babel import translations
from unflask.facts.conversion import Conversion
from unflask.facts.csrf import odd_protection
from unflask.facts.extensions import ExtensionUse, extension_uses, in_use
from unflask.model.app import App
from unflask.model.project import Reference

EXTENSION = "flask_wtf"

_FORM = "compat.wtf.RequestForm"
_TOKENS = ("CSRFError", "CSRFProtect", "csrf_meta_tag", "generate_csrf", "validate_csrf")
_FILES = (
    "FileAllowed", "FileField", "FileRequired", "FileSize", "MultipleFileField", "file_allowed",
    "file_required", "file_size",
)  # fmt: skip
_TWINS = {
    "flask_wtf.FlaskForm": _FORM,
    "flask_wtf.form.FlaskForm": _FORM,
    "flask_wtf.CSRFProtect": "compat.csrf.CSRFProtect",
    **{f"flask_wtf.csrf.{name}": f"compat.csrf.{name}" for name in _TOKENS},
    **{f"flask_wtf.file.{name}": f"compat.form_files.{name}" for name in _FILES},
}
_OF_FORMS = {
    "Meta", "__init__", "data", "errors", "hidden_tag", "is_submitted", "populate_obj", "process",
    "validate", "validate_on_submit",
}  # fmt: skip
"""What may be asked of the class of forms itself, as subclasses do."""


_OLD = re.compile(r"\bcsrf_enabled\b")


def forms(app: App) -> Conversion:
    """Return what is done with Flask-WTF.

    What has no counterpart keeps its users on Flask; what is odd about the checks of tokens, or the
    language of messages, keeps all uses there.
    """
    uses = [u for u in app.fact(extension_uses) if u.extension.module == EXTENSION]
    wide = (odd_protection(app) or _oddity_of_forms(app)) if uses else None
    if wide is not None:
        return Conversion((), wide)
    odd = next(
        (f"`{u.symbol}` is used, or what may stand for it" for u in uses if not _twin(u)), None
    )
    return Conversion(tuple(u.reference for u in uses if _twin(u)), odd)


def uses_tokens(app: App) -> bool:
    """Tell whether converted code may make or check a token, which reads and writes the session."""
    twins = (twin_of(reference) for reference in app.fact(forms).uses)
    return any(twin.startswith(("${compat.wtf.", "${compat.csrf.")) for twin in twins if twin)


def twin_of(reference: Reference) -> str | None:
    """Return the counterpart of a symbol of Flask-WTF, with the attribute that is asked of it."""
    symbol = reference.symbol
    if symbol in _TWINS:
        return "${" + _TWINS[symbol] + "}"
    owner, _, name = symbol.rpartition(".")
    if name in _OF_FORMS and _TWINS.get(owner) == _FORM:
        return "${" + _FORM + "}." + name
    return None


def _twin(use: ExtensionUse) -> bool:
    return use.symbol == use.reference.symbol and twin_of(use.reference) is not None


def _oddity_of_forms(app: App) -> str | None:
    """What older versions took; and Flask-Babel translates messages wherever it is set up."""
    if any(_OLD.search(module.source) for module in app.modules):
        return "`csrf_enabled` is given, which older versions understood"
    stays = BABEL in app.fact(in_use) and not app.fact(translations).uses
    return "Flask-Babel translates its messages, and stays on Flask" if stays else None
