from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.urls import url_for
from compat.values import Json


class EchoAnswer(BaseModel):
    got: Json
    here: Json


def create_app():
    app = Application(__name__)

    @app.get("/")
    def index():
        return "index"

    @app.post("/echo", response_model=EchoAnswer)
    def echo(request: Request):
        return {"got": request.get_json(), "here": url_for("echo")}

    return app
