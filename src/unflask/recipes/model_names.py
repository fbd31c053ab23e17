"""Names for models: after the resource, with what is done to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unflask.facts.bodies import Body, bodies
from unflask.facts.rules import parameters
from unflask.facts.shapes import Answer, Member, complete_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unflask.model.app import App
    from unflask.model.source import Module

_MAKING = {"add", "create", "insert", "make", "new", "post", "register", "store"}
_CHANGING = {"change", "edit", "modify", "patch", "put", "replace", "save", "set", "update"}
_READING = {
    "all",
    "fetch",
    "find",
    "get",
    "index",
    "list",
    "load",
    "read",
    "search",
    "show",
    "view",
}


def model_names(app: App) -> dict[str, str]:
    """Return the name of the model for each view that gets one; no two in a module are the same."""
    found: dict[str, str] = {}
    taken: dict[str, set[str]] = {}
    for body in app.fact(bodies):
        module = app.project.functions[body.function][1].module
        used = taken.setdefault(module.name, _used(module))
        name = _name(app, body)
        while name in used:
            name += "Body"
        used.add(name)
        found[body.function] = name
    return found


def _name(app: App, body: Body) -> str:
    verb, *rest = [w for w in body.function.rpartition(".")[2].lower().split("_") if w] or ["body"]
    suffix = "Create" if verb in _MAKING else "Update" if verb in _CHANGING else ""
    if not suffix:
        return camel([verb, *rest]) + "Body"
    return camel([*rest[:-1], singular(rest[-1])] if rest else [_resource(app, body)]) + suffix


def _resource(app: App, body: Body) -> str:
    """Return the last fixed part of the view's rule, as the name of one thing."""
    rule = app.views[body.function][0].rule
    names = {p.name for p in parameters(rule)}
    parts = [p for p in re.split(r"\W+", re.sub(r"<[^>]*>", "", rule)) if p and p not in names]
    return singular(parts[-1].lower()) if parts else "body"


def camel(words: list[str]) -> str:
    """Return words as the name of a class."""
    return "".join(part[:1].upper() + part[1:] for word in words for part in word.split("_"))


def singular(word: str) -> str:
    """Return the name of one of the things that a plural names."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^su]s$", word) else word


@dataclass(frozen=True)
class AnswerModel:
    """A response model: its name, its members, and the view that it stands above."""

    name: str
    members: tuple[Member, ...]
    first: str


def answer_models(app: App) -> dict[str, AnswerModel]:
    """Return the response model of each view that has one; equal ones in a module are one."""
    found: dict[str, AnswerModel] = {}
    known: dict[tuple[str, tuple[Member, ...]], AnswerModel] = {}
    bodies_named = app.fact(model_names)
    taken: dict[str, set[str]] = {}
    every = app.fact(complete_answers)
    for answer in sorted(
        every, key=lambda a: (-len(a.shape.members), _words(a)[0] not in _READING)
    ):
        module = app.project.functions[answer.function][1].module
        used = taken.setdefault(module.name, _used(module) | set(bodies_named.values()))
        key = (module.name, answer.shape.members)
        if key not in known:
            name = next(n for n in _answer_names(answer) if n not in used)
            used.add(name)
            first = next(a.function for a in every if (_module(app, a), a.shape.members) == key)
            known[key] = AnswerModel(name, answer.shape.members, first)
        found[answer.function] = known[key]
    return found


def _module(app: App, answer: Answer) -> str:
    return app.project.functions[answer.function][1].module.name


def _used(module: Module) -> set[str]:
    return {n.id for n, _ in module.names} | set(module.scope.bindings)


def _words(answer: Answer) -> list[str]:
    return [w for w in answer.function.rpartition(".")[2].lower().split("_") if w] or ["answer"]


def _answer_names(answer: Answer) -> Iterator[str]:
    """Yield names for a model, the best first: `Task`, `TaskCreated`, `AddTaskAnswer`."""
    verb, *rest = _words(answer)
    noun = camel([*rest[:-1], singular(rest[-1])]) if rest else ""
    if noun and verb in _READING:
        yield noun
        yield noun + ("Item" if answer.shape.many else "Answer")
    elif noun and verb in _MAKING | _CHANGING:
        yield noun + ("Created" if verb in _MAKING else "Updated")
    name = camel([verb, *rest]) + "Answer"
    while True:
        yield name
        name += "Body"
