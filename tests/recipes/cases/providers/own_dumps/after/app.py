import json
from decimal import Decimal

from compat.application import Application
from compat.json import JSONProvider
from compat.json import dumps as json_dumps
from compat.responses import JSONResponse
from compat.templating import render_template_string


class Provider(JSONProvider):
    def dumps(self, value, **options):
        return super().dumps({"data": value}, **options)


class Loose(JSONProvider):
    """Not used anywhere."""

    def dumps(self, value, **options):
        return json.dumps(value)


app = Application(__name__)
app.json = Provider()


@app.get("/items")
def items():
    return {"b": 1, "a": Decimal("1.10")}


@app.get("/made")
def made():
    return JSONResponse({"b": [1, 2], "a": None}, 201)


@app.get("/text")
def text():
    return json_dumps({"b": 1, "a": 2}, indent=1)


@app.get("/page")
def page():
    return render_template_string("<script>let x = {{ {'b': 1, 'a': '<'} | tojson }}</script>")


@app.get("/failing")
def failing():
    return {"value": object}
