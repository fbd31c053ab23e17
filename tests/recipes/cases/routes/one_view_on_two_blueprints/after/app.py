from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.routing import Router
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
first = Router("first")
second = Router("second", prefix="/second")


class WhoAnswer(BaseModel):
    endpoint: Json
    blueprint: Json


@first.get("/who", response_model=WhoAnswer)
@second.get("/who", name="me", response_model=WhoAnswer)
def who(request: Request):
    return {"endpoint": request.endpoint, "blueprint": request.blueprint}


@app.get("/links")
def links():
    return [url_for("first.who"), url_for("second.me", q=1), url_for(".links")]


app.include_router(first)
app.include_router(second)
