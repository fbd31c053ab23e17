"""
A view that answers with dict literals gets a response model.

The model has the keys of all answers of the view: those that not every answer has are optional and
left out where they are not set. The status of success becomes the route's; other statuses stay
`JSONResponse`s.

Parity: values of unknown type are `Json`, written as before (dates in Flask's form); no field is
dropped, since a view gets a model only if every one of its returns is in sight: dict literals, lists of
them, variables that hold one, functions of the project that return one. An answer with NaN or
infinity, for which a model has no words, is written without it. Left alone: everything else, views
with decorators of the project, and views that answer with two statuses of success.
"""

from unflask.facts.shapes import Answer, Member, Result, complete_answers
from unflask.model.app import App
from unflask.model.source import Module
from unflask.model.steps import AddArgument, Insert, Replace
from unflask.recipe import Recipe, Steps
from unflask.recipes.model_names import AnswerModel, answer_models, model_names
from unflask.recipes.models import above, field_name, spaced

recipe = Recipe("answers", "Models of answers", over=("responses", "statuses"))


@recipe.on_app
def convert(app: App) -> Steps:
    """Give every view that qualifies its response model."""
    models = app.fact(answer_models)
    for answer in app.fact(complete_answers):
        node, scope = app.project.functions[answer.function]
        module, model = scope.module, models[answer.function]
        if model.first == answer.function:
            text = _model(model)
            if answer.function not in app.fact(model_names):
                text = spaced(module, node, text)
            yield Insert(above(module, node), "before", text, line=True, order=1)
        for declaration in app.declarations:
            if declaration.view == answer.function:
                text = _options(app, answer, model)
                yield AddArgument(module.anchor(declaration.call), text, order=1)
        for result in answer.results:
            yield from _plain(module, result)


def _options(app: App, answer: Answer, model: AnswerModel) -> str:
    name = f"list[{model.name}]" if answer.shape.many else model.name
    parts = [f"status_code={answer.status}"] if answer.status != 200 else []
    parts.append(f"response_model={name}")
    if not all(m.always for m in answer.shape.members):
        parts.append("response_model_exclude_unset=True")
    if app.fidelity == "bytes":
        # FastAPI's own writes no line end, and keys in the order of the model.
        parts.append("response_class=${compat.responses.JSONResponse}")
    return ", ".join(parts)


def _model(model: AnswerModel) -> str:
    rows = [f"class {model.name}(${{pydantic.BaseModel}}):"]
    rows += [f"    {_member(member)}" for member in model.members]
    return "\n".join([*rows, "", ""])


def _member(member: Member) -> str:
    type_ = member.type or "${compat.values.Json}"
    name = field_name(member.key)
    default = "" if member.always else "None"
    if not member.always and member.type and not member.type.endswith("None"):
        type_ += " | None"
    if name != member.key:
        given = f"default={default}, " if default else ""
        return f'{name}: {type_} = ${{pydantic.Field}}({given}alias="{member.key}")'
    return f"{name}: {type_}" + (f" = {default}" if default else "")


def _plain(module: Module, result: Result) -> Steps:
    """Return the value itself: the route knows the status, and the model what is JSON."""
    if result.node is result.body or (result.call is result.node and result.body is result.call):
        return
    span = module.anchor(result.node)
    yield Replace(span, "$value", (("value", module.anchor(result.body)),))
