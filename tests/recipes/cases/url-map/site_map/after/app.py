from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.routing import Router
from compat.templating import render_template_string
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
admin = Router("admin", __name__, prefix="/admin", static_folder="files")


def has_no_empty_params(rule):
    defaults = rule.defaults if rule.defaults is not None else ()
    arguments = rule.arguments if rule.arguments is not None else ()
    return len(defaults) >= len(arguments)


@app.get("/site-map")
def site_map():
    links = []
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and has_no_empty_params(rule):
            url = url_for(rule.endpoint, **(rule.defaults or {}))
            links.append((url, rule.endpoint))
    return links


@app.get("/rules")
def rules():
    found = []
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda r: r.endpoint):
        methods = ",".join(sorted(rule.methods))
        found.append(f"{rule.endpoint:20} {methods} {rule}")
    return render_template_string("{{ found|join('\n') }}", found=found)


@app.get("/ordered")
def ordered():
    return [str(rule) for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("_")]


class ExpectsAnswer(BaseModel):
    name: Json = None
    missing: str | None = None


@app.get("/expects/{endpoint}", response_model=ExpectsAnswer, response_model_exclude_unset=True)
def expects(endpoint: str):
    try:
        return {"name": app.url_map.is_endpoint_expecting(endpoint, "name")}
    except KeyError as error:
        return {"missing": str(error)}


class OfAnswer(BaseModel):
    rules: Json
    count: int


@app.get("/of/{endpoint}", response_model=OfAnswer)
def of(endpoint: str):
    every = list(app.url_map.iter_rules(endpoint))
    return {"rules": [rule.rule for rule in every], "count": len(every)}


@app.get("/page", defaults={"number": 1})
@app.api_route("/page/{number:int}", methods=["GET", "POST"])
def page(number: int):
    return str(number)


@admin.get("/{name}/{rest:path}", name="things")
def show(name: str, rest: str):
    return name + rest




app.include_router(admin)
