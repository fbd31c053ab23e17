"""The templates that functions render, and every name that such a template uses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unflask.model.app import App
from unflask.model.source import Anchor

_RENDERERS = (
    "flask.render_template", "flask.stream_template", "flask.get_template_attribute",
    "flask.render_template_string", "flask.stream_template_string",
)  # fmt: skip
_CODE = re.compile(r"\{[{%](.*?)[}%]\}", re.DOTALL)
_TAG = re.compile(r"\{%[-+]?\s*(extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_WORD = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True)
class Page:
    """One place that renders a template.

    `name` is None where it is computed: then `words` are the names that any template uses.
    """

    anchor: Anchor
    function: str | None
    name: str | None
    words: frozenset[str]


def pages(app: App) -> list[Page]:
    """Return every place outside tests that renders a template."""
    found = []
    for symbol in _RENDERERS:
        for reference in app.uses(symbol):
            call = reference.call
            given = call.args[0] if call is not None and call.args else None
            text = app.constant(given, reference.scope) if given is not None else None
            function = app.function_at(reference.scope)
            span = reference.module.anchor(reference.node)
            if symbol.endswith("_string"):
                words = names_in(text) if isinstance(text, str) else _all(app)
                found.append(Page(span, function, None, words))
            else:
                name = text if isinstance(text, str) else None
                found.append(Page(span, function, name, _words(app, name)))
    return found


def names_in(template: str) -> frozenset[str]:
    """Return the names in a template's code, texts and attributes left out."""
    code = " ".join(_TEXT.sub(" ", part) for part in _CODE.findall(template))
    return frozenset(_WORD.findall(code))


def _words(app: App, name: str | None) -> frozenset[str]:
    """Follow a template to the ones it extends, includes and imports."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = [name]
    while todo:
        here = todo.pop()
        if here is None:
            return _all(app)
        if here not in seen:
            seen.add(here)
            for source in app.fact(_templates).get(here, []):
                found |= names_in(source)
                todo += _others(source)
    return frozenset(found)


def _others(source: str) -> list[str | None]:
    """Return the templates that a template names; None where a name is computed."""
    found: list[str | None] = []
    for kind, rest in _TAG.findall(source):
        head = rest.partition(" import ")[0] if kind == "from" else rest
        texts = [t[1:-1] for t in _TEXT.findall(head)]
        found += texts or [None]
    return found


def _all(app: App) -> frozenset[str]:
    sources = [s for found in app.fact(_templates).values() for s in found]
    return frozenset(word for source in sources for word in names_in(source))


def _templates(app: App) -> dict[str, list[str]]:
    """Return the project's templates by the name that `render_template` takes."""
    found: dict[str, list[str]] = {}
    for path, content in app.project.files.items():
        head, mark, name = path.partition("templates/")
        while mark:
            if not head or head.endswith("/"):
                found.setdefault(name, []).append(content.decode("utf-8", "replace"))
            head, mark, name = "", *name.partition("templates/")[1:]
    return found
