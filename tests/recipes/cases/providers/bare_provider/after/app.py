import json
from datetime import date
from fractions import Fraction

from compat.application import Application
from compat.context import current_app
from compat.json import BareJSONProvider
from compat.json import loads as json_loads
from compat.requests import Request
from compat.responses import JSONResponse
from compat.templating import render_template_string


class Provider(BareJSONProvider):
    """Fractions are read and written, and nothing is spared for spaces."""

    def dumps(self, obj, **_kwargs):
        return json.dumps(obj, separators=(",", ":"), default=str)

    def loads(self, s, **_kwargs):
        return json.loads(s, parse_float=Fraction)


app = Application(__name__)
app.json = Provider()


@app.get("/items")
def items():
    return {"b": Fraction(1, 3), "a": date(2024, 5, 6)}


@app.get("/list")
def listed():
    return ["ä", Fraction(7)]


@app.get("/made")
def made():
    return JSONResponse({"b": 2, "a": 1}, 201)


@app.post("/total")
def total(request: Request):
    data = request.get_json()
    return {"total": data["price"] * 3, "silent": request.get_json(silent=True)}


@app.post("/text")
def text(request: Request):
    return current_app.json.dumps(json_loads(request.get_data()))


@app.get("/page")
def page():
    return render_template_string("<script>let x = {{ {'b': 1, 'a': '<'} | tojson }}</script>")
