from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.responses import Response
from compat.session import SessionMiddleware
from compat.urls import url_for
from compat.values import Json


class PingAnswer(BaseModel):
    ping: str
    debug: Json


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.config.update(SECRET_KEY="fixture", TESTING=True)

    @app.get("/ping", response_model=PingAnswer)
    def ping():
        return {"ping": "pong", "debug": app.debug}

    @app.post("/count")
    def count(request: Request):
        request.session["n"] = request.session.get("n", 0) + 1
        g.counted = request.session["n"]
        return str(request.session["n"])

    @app.get("/items/{number:int}")
    def item(number: int):
        return RedirectResponse(url_for("ping", number=number), status_code=302)

    @app.get("/kind")
    def kind(request: Request):
        return Response(request.headers.get("Accept", ""), mimetype="text/plain")

    return app
