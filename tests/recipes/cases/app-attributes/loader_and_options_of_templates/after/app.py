from jinja2 import ChoiceLoader, DictLoader
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.templating import TemplateResponse, render_template_string
from compat.values import Json

SNIPPETS = {
    "thanks.html": "{% extends 'base.html' %}{% block body %}Thank you, [[ name ]]{% endblock %}",
    "base.html": "not this one",
    "who.txt": "[[ session.get('name', 'nobody') ]]",
}

app = Application(__name__, template_folder="pages")
app.add_middleware(SessionMiddleware)
app.jinja_options = {"extensions": ["jinja2.ext.do"], "trim_blocks": True}
app.jinja_options["variable_start_string"] = "[["
app.jinja_options.update(variable_end_string="]]")
app.jinja_loader = ChoiceLoader([app.jinja_loader, DictLoader(SNIPPETS)])


@app.get("/thanks/{name}")
def thanks(request: Request, name: str):
    return TemplateResponse(request, "thanks.html", {"name": name})


@app.get("/who")
def who(request: Request):
    return TemplateResponse(request, "who.txt")


@app.get("/text")
def text():
    return render_template_string("{% set a = [] %}\n{% do a.append(1) %}\n[[ a ]] {{ a }} [[ '<' ]]")


class NamesAnswer(BaseModel):
    names: Json


@app.get("/names", response_model=NamesAnswer)
def names():
    return {"names": sorted(app.jinja_env.list_templates())}
