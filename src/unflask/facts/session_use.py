"""Whether the session is used at all."""

from unflask.facts.login import EXTENSION as LOGIN
from unflask.facts.whole_extensions import converts
from unflask.facts.wtf import uses_tokens
from unflask.model.app import App

_SESSION = ("flask.session", "flask.flash", "flask.get_flashed_messages")
_WORDS = (b"session", b"get_flashed_messages")
_MADE_OF_TEXT = ("jinja_loader", "_template_string", "from_string")


def uses_session(app: App) -> bool:
    """Tell whether the code or a template reads or writes the session."""
    if any(app.uses(symbol) for symbol in _SESSION) or app.fact(uses_tokens):
        return True
    if converts(app, LOGIN):
        return True
    pages = [c for p, c in app.project.files.items() if _is_page(p)]
    if any(made in module.source for module in app.modules for made in _MADE_OF_TEXT):
        pages += [module.source.encode() for module in app.modules]
    return any(word in content for content in pages for word in _WORDS)


def _is_page(path: str) -> bool:
    return "templates/" in path or path.endswith((".html", ".htm", ".j2", ".jinja", ".jinja2"))
