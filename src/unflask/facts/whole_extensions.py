"""Extensions that are converted as a whole, or not at all: one entry for each."""

from __future__ import annotations

from unflask.facts import babel, limiters, limits, login, mail, restful, socks, talisman, wtf
from unflask.facts.conversion import Conversion
from unflask.model.app import App
from unflask.model.project import Reference

_FOUND = {
    babel.EXTENSION: babel.translations,
    limiters.EXTENSION: limits.limits,
    login.EXTENSION: login.logins,
    mail.EXTENSION: mail.mails,
    restful.EXTENSION: restful.resources,
    socks.EXTENSION: socks.socks,
    talisman.EXTENSION: talisman.security_headers,
    wtf.EXTENSION: wtf.forms,
}
"""What tells of each extension, by the module that programs import, what becomes of it."""


def conversions(app: App) -> dict[str, Conversion]:
    """Return what becomes of each of these extensions that the application uses."""
    found = {module: app.fact(find) for module, find in _FOUND.items()}
    return {module: made for module, made in found.items() if made.uses or made.odd is not None}


def converts(app: App, extension: str) -> bool:
    """Tell whether an extension, by its module, is converted."""
    made = app.fact(conversions).get(extension)
    return made is not None and bool(made.uses)


def converts_use(app: App, extension: str, reference: Reference) -> bool:
    """Tell whether a use of an extension is converted: some leave odd uses to Flask."""
    made = app.fact(conversions).get(extension)
    return made is not None and bool(made.uses) and (made.odd is None or reference in made.uses)


def attributes_of_apps(app: App) -> frozenset[str]:
    """Return the attributes that converted extensions give the application."""
    return frozenset(a for made in app.fact(conversions).values() for a in made.attributes)


def entries_of_apps(app: App) -> frozenset[str]:
    """Return the keys of `app.extensions` that converted extensions are found by, as before."""
    return frozenset(e for made in app.fact(conversions).values() for e in made.entries)


def callbacks(app: App) -> frozenset[str]:
    """Return what converted extensions call of the project's for any request."""
    return frozenset(c for made in app.fact(conversions).values() for c in made.callbacks)


def callback_requests(app: App) -> list[Reference]:
    """Return the uses of the request that converted extensions give to functions of the project's."""
    return login.login_requests(app) if converts(app, login.EXTENSION) else []
