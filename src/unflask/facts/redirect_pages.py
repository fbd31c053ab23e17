"""Whether the project's tests look into the pages that redirects have."""

import ast
import re

from unflask.model.app import App

_SIGN = re.compile(r"Redirecting\.\.\.|You should be redirected|<a href=\"([^\"]+)\">\1</a>")
"""What stands in the page of a redirect and hardly elsewhere: a link is its own text there."""


def redirect_pages(app: App) -> bool:
    """Return whether a text in a test stands in the page of a redirect."""
    modules = (app.project.paths[path] for path in app.suite)
    texts = (node.value for m in modules for node in m.nodes if isinstance(node, ast.Constant))
    return any(_SIGN.search(_decoded(text)) for text in texts)


def _decoded(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return value if isinstance(value, str) else ""
