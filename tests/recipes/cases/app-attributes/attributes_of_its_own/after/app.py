import socket

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.values import Json

app = Application(__name__)
app.release = "1.2"
app.connection = socket.socket() if app.config.get("HOST") else None


class IndexAnswer(BaseModel):
    release: Json
    connected: bool


@app.get("/", response_model=IndexAnswer)
def index():
    return {"release": current_app.release, "connected": current_app.connection is not None}
