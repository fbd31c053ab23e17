from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


@app.before_request
def preflight(request: Request):
    if request.method == "OPTIONS":
        response = current_app.make_default_options_response()
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Allowed"] = str(len(response.allow))
        return response


class ItemsAnswer(BaseModel):
    allowed: Json


@app.api_route("/items", methods=["GET", "POST"], response_model=ItemsAnswer)
def items():
    return {"allowed": sorted(app.make_default_options_response().allow)}


class ItemAnswer(BaseModel):
    number: int


@app.put("/items/{number:int}", response_model=ItemAnswer)
def item(number: int):
    return {"number": number}
