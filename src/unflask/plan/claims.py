"""Find what no recipe claimed: a use of Flask that would be left behind in converted code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from unflask.model.app import App
from unflask.model.source import Anchor
from unflask.model.steps import Code, Edit, Refuse, Remove, Replace

UNKNOWN = Code(
    "UF100",
    "no recipe knows this part of Flask",
    "Convert it by hand, or write a recipe: CONTRIBUTING.md shows how.",
)


def unclaimed(app: App, edits: Iterable[Edit], refusals: Iterable[Refuse]) -> Iterator[Refuse]:
    """Yield a refusal for every use of Flask that nothing replaces, removes or refuses."""
    claimed: dict[str, list[tuple[int, int]]] = {}
    for step in [*edits, *refusals]:
        if isinstance(step, Replace | Remove | Refuse):
            span = (step.anchor.start, step.anchor.end)
            claimed.setdefault(step.anchor.path, []).append(span)
    for symbol, references in app.project.references.items():
        if symbol.split(".")[0] != "flask":
            continue
        for reference in references:
            if reference.module.path in app.tests:
                continue
            anchor = reference.module.anchor(reference.node)
            if not _within(anchor, claimed.get(anchor.path, ())):
                function = app.function_at(reference.scope)
                yield Refuse(anchor, UNKNOWN, f"`{symbol}`", function)


def _within(anchor: Anchor, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= anchor.start and anchor.end <= end for start, end in spans)
