"""
A JSON body that a view takes apart by constant keys becomes a Pydantic model.

`data = request.get_json()` goes, `data: TaskCreate` comes; `data["title"]` is `data.title`. The check
that follows the read, with an answer of the application's own, is the model's now: `@invalid_body`
keeps the answer. Keys that may be absent are optional, and `"x" in data` asks `model_fields_set`.

Parity: what is not JSON is still answered with 415 or 400, a body that misses what the check asked for
with the check's own answer. Types come from defaults and from what the code does with a value; a
value of another type, which Flask took by accident or failed on, is refused: each such field is listed
as a tightening. Left alone, as `request.get_json()`: bodies that are passed on, iterated or changed;
reads that something comes before (FastAPI reads the body first), or that a decorator may keep from
happening; bodies that a GET has too; all bodies
at `--fidelity bytes`, which tightens nothing.
"""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from unflask.facts.bodies import Body, Field, bodies, is_computed
from unflask.facts.body_reads import Access, Guard, terms
from unflask.facts.queries import name_of
from unflask.model.app import App
from unflask.model.source import Anchor, FunctionNode, Module, parent, parents
from unflask.model.steps import AddArgument, AddParameter, Insert, Remove, Replace, Tighten
from unflask.recipe import Recipe, Steps
from unflask.recipes.model_names import model_names

recipe = Recipe("models", "Models of JSON bodies", over=("request", "responses"))

_RESERVED = {
    "copy", "dict", "json", "schema", "construct", "validate", "fields", "parse_obj", "parse_raw",
    "parse_file", "from_orm", "schema_json", "update_forward_refs",
}  # fmt: skip
_OR = re.compile(r"\s+or\s+")
_ERROR = "${fastapi.exceptions.RequestValidationError}"
_ANSWER = "${compat.validation.answer_invalid}"
_WANTED = {
    "str": "text",
    "int | float": "a number",
    "bool": "true or false",
}


@recipe.on_app
def convert(app: App) -> Steps:
    """Give every view that qualifies its model."""
    names = app.fact(model_names)
    for body in app.fact(bodies):
        node, scope = app.project.functions[body.function]
        module = scope.module
        text = spaced(module, node, _model(names[body.function], body))
        yield Insert(above(module, node), "before", text, line=True)
        text = f"{body.variable}: {names[body.function]}"
        anchor = module.anchor(node)
        if node.args.defaults:
            yield AddParameter(anchor, body.variable, text, "first", order=1)
        else:
            yield AddParameter(anchor, body.variable, text, "last", order=-1)
        yield Remove(module.anchor(body.statement))
        yield from _guard(module, node, body)
        for access in body.accesses:
            yield from _access(module, body, access)
        yield from _tightened(module, body)


@recipe.on_app
def answers(app: App) -> Steps:
    """Let the application answer bodies that do not fit."""
    if not app.fact(bodies):
        return
    for maker in app.makers:
        if maker.kind != "app" or maker.module.path in app.tests:
            continue
        module, statement = maker.module, parent(maker.call)
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]):
                text = f"{name}.add_exception_handler({_ERROR}, {_ANSWER})"
                yield Insert(module.anchor(statement), "after", text, line=True, order=1)
            case _:
                yield AddArgument(
                    module.anchor(maker.call), f"exception_handlers={{{_ERROR}: {_ANSWER}}}"
                )


def above(module: Module, node: FunctionNode) -> Anchor:
    """Return the line above which a class of the module goes: above decorators, loops and comments."""
    around = [node, *(n for n in parents(node) if isinstance(n, ast.stmt))]
    outermost = around[-1]
    line = min(n.lineno for n in [outermost, *getattr(outermost, "decorator_list", [])])
    while line >= 2 and module.source.startswith("#", module.starts[line - 2]):
        line -= 1
    start = module.starts[line - 1]
    return Anchor(module.path, start, start, line, "line")


def spaced(module: Module, node: FunctionNode, text: str) -> str:
    """Return a class that goes above a function, with the empty lines that are missing before it."""
    before = module.source[: above(module, node).start].rstrip(" ")
    ends = len(before) - len(before.rstrip("\n"))
    return "\n" * max(0, 3 - ends) + text if before.strip() else text


def field_name(key: str) -> str:
    """Return the name of a field for a key of a client's."""
    name = name_of(key)
    taken = name in _RESERVED or name.startswith("model_")
    return f"{name}_" if taken else name


def _model(name: str, body: Body) -> str:
    rows = [f"class {name}(${{pydantic.BaseModel}}):"]
    if any(f.type in {"int | float", "bool"} for f in body.fields):
        # Without it, pydantic would take "3" for a number and 1 for true.
        rows += ["    model_config = ${pydantic.ConfigDict}(strict=True)", ""]
    rows += [f"    {_field(field)}" for field in body.fields]
    return "\n".join([*rows, "", ""])


def _field(field: Field) -> str:
    name = field_name(field.key)
    type_ = "${typing.Any}" if field.type == "Any" else field.type
    if field.nullable and field.type != "Any":
        type_ += " | None"
    if name != field.key:
        default = "" if field.default is None else f"default={field.default}, "
        return f'{name}: {type_} = ${{pydantic.Field}}({default}alias="{field.key}")'
    return f"{name}: {type_}" + ("" if field.default is None else f" = {field.default}")


def _guard(module: Module, node: FunctionNode, body: Body) -> Steps:
    guard = body.guard
    if guard is None:
        return
    text = f"@${{compat.validation.invalid_body}}({guard.status}, {guard.body})"
    yield Insert(module.anchor(node), "before", text, line=True)
    if not guard.kept:
        yield Remove(module.anchor(guard.statement))
        return
    parts = terms(guard.statement.test)
    if all(_OR.fullmatch(_between(module, a, b)) for a, b in pairwise(parts)):
        yield from _without(module, parts, guard)
        return
    holes = tuple((f"part{i}", module.anchor(part)) for i, part in enumerate(guard.kept))
    yield Replace(
        module.anchor(guard.statement.test), " or ".join(f"${n}" for n, _ in holes), holes
    )


def _between(module: Module, first: ast.expr, second: ast.expr) -> str:
    return module.source[module.anchor(first).end : module.anchor(second).start]


def _without(module: Module, parts: list[ast.expr], guard: Guard) -> Steps:
    """Cut the parts of a test that the model answers for, each with the `or` beside it."""
    spans = [module.anchor(part) for part in parts]
    last = max(i for i, part in enumerate(parts) if part in guard.kept)
    for i, part in enumerate(parts):
        if part not in guard.kept:
            start, end = (
                (spans[i].start, spans[i + 1].start)
                if i < last
                else (spans[i - 1].end, spans[i].end)
            )
            yield Replace(Anchor(module.path, start, end, spans[i].line, "part"), "")


def _access(module: Module, body: Body, access: Access) -> Steps:
    name = field_name(access.key)
    field = next(f for f in body.fields if f.key == access.key)
    value = f"{body.variable}.{name}"
    if access.kind in {"in", "not in"}:
        assert isinstance(access.node, ast.Compare)
        yield Replace(
            module.anchor(access.node.comparators[0]), f"{body.variable}.model_fields_set"
        )
        if name != access.key:
            yield Replace(module.anchor(access.node.left), f'"{name}"')
    elif access.default is not None and field.default is not None and is_computed(access.default):
        holes = (("default", module.anchor(access.default)),)
        given = f'"{name}" in {body.variable}.model_fields_set'
        yield Replace(module.anchor(access.node), f"{value} if {given} else $default", holes)
    else:
        yield Replace(module.anchor(access.node), value)


def _tightened(module: Module, body: Body) -> Steps:
    anchor = module.anchor(body.statement)
    yield Tighten(anchor, body.function, "JSON that is not an object is refused")
    for field in body.fields:
        for what in _refused(field):
            yield Tighten(anchor, body.function, what)


def _refused(field: Field) -> Iterator[str]:
    if field.default is None and not field.asked:
        yield f"`{field.key}` has to be there; without it there was a server error"
    if field.type != "Any":
        null = " or null" if field.nullable else ""
        yield f"`{field.key}` has to be {_WANTED[field.type]}{null}"
