"""A thermometer that is read by WebSockets, and by a page that names them."""

from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.requests import Request
from compat.routing import Router
from compat.sock import ConnectionClosed, Sock
from compat.urls import url_for
from compat.values import Json

sock = Sock()
cellar = Router("cellar", prefix="/cellar")
degrees = {"hall": 19}


@sock.route("/rooms/{room}")
def follow(ws, room):
    """Send what is measured, until nobody listens."""
    while ws.connected:
        wanted = ws.receive(timeout=30)
        if wanted is None:
            ws.close(1000, "nobody asks")
            return
        try:
            ws.send(f"{room}: {degrees.get(room, '?')} {request.args.get('unit', 'C')}")
        except ConnectionClosed:
            break


@sock.route("/{shelf:int}", bp=cellar)
def bottles(ws, shelf):
    ws.send(b"\x00" * shelf)


class IndexAnswer(BaseModel):
    follow: Json
    bottles: str


def create_app():
    app = Application(__name__)
    sock.init_app(app)
    app.include_router(cellar)

    @app.get("/", response_model=IndexAnswer)
    def index():
        return {"follow": url_for("__flask_sock.follow", room="hall"), "bottles": "/cellar/1"}

    @app.put("/rooms/{room}")
    def measured(request: Request, room: str):
        degrees[room] = request.get_json()
        return HTMLResponse("", 204)

    return app
