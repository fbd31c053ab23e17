"""Whether the session is used at all."""

from unflask.model.app import App

_SESSION = ("flask.session", "flask.flash", "flask.get_flashed_messages")
_WORDS = (b"session", b"get_flashed_messages")


def uses_session(app: App) -> bool:
    """Tell whether the code or a template reads or writes the session."""
    if any(app.uses(symbol) for symbol in _SESSION):
        return True
    pages = [c for p, c in app.project.files.items() if _is_page(p)]
    if any("jinja_loader" in module.source for module in app.modules):
        pages += [module.source.encode() for module in app.modules]
    return any(word in content for content in pages for word in _WORDS)


def _is_page(path: str) -> bool:
    return "templates/" in path or path.endswith((".html", ".htm", ".j2", ".jinja", ".jinja2"))
