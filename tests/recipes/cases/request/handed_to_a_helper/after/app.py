from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


def name_of(req, fallback="nobody"):
    """Read the name from whatever request it is given."""
    return req.form_data.get("name") or req.args.get("name", fallback)


def method_of(*, req):
    return req.method + " " + req.href


class NameAnswer(BaseModel):
    name: Json
    method: Json


@app.api_route("/name", methods=["GET", "POST"], response_model=NameAnswer)
def name(request: Request):
    return {"name": name_of(request), "method": method_of(req=request)}
