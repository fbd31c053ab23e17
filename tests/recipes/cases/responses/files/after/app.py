import io
import os
from datetime import datetime, timezone

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.static import send_file, send_from_directory
from compat.values import Json

app = Application(__name__)


@app.get("/path")
def path():
    return send_file("data/a.txt")


@app.get("/absolute")
def absolute():
    return send_file(os.path.join(app.root_path, "data", "a.txt"), mimetype="text/x-own")


@app.get("/bytes")
def bytes_():
    content = io.BytesIO(b"0123456789")
    name = "r\u00e9sum\u00e9 1.pdf"
    return send_file(content, mimetype="application/pdf", download_name=name, as_attachment=True)


@app.get("/nameless")
def nameless():
    return send_file(io.BytesIO(b"x"), as_attachment=True, mimetype="text/plain")


@app.get("/tagged")
def tagged():
    changed = datetime(2020, 1, 2, tzinfo=timezone.utc)
    return send_file("data/a.txt", etag="own", last_modified=changed, max_age=60)


@app.get("/untagged")
def untagged():
    return send_file("data/a.txt", etag=False, conditional=False, max_age=lambda path: 7)


@app.get("/dir/{name:path}")
def folder(name: str, down: str | None = None):
    return send_from_directory("data", name, as_attachment=down == "1")


@app.get("/missing")
def missing():
    return send_file("data/nothing.txt")


@app.get("/changed")
def changed():
    response = send_file("data/a.txt")
    response.headers["X-A"] = "b"
    response.cache_control.max_age = 5
    return response


@app.get("/status")
def status():
    return send_file("data/a.txt"), 201, {"X-B": "c"}


@app.get("/start")
def start():
    return send_from_directory(app.static_folder, "index.html")


@app.get("/start/{name}")
def start_of(name: str):
    return send_from_directory(current_app.static_folder, path=name)


class WhereAnswer(BaseModel):
    there: Json
    whole: Json


@app.get("/where", response_model=WhereAnswer)
def where():
    found = os.path.join(app.static_folder, "index.html")
    return {"there": os.path.exists(found), "whole": os.path.isabs(found)}
