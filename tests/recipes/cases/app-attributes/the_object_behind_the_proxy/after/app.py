from threading import Thread

from pydantic import BaseModel

from compat.application import Application
from compat.context import (
    current_app,
    current_app_object,
    g,
    has_app_context,
    has_request_context,
)
from compat.values import Json

app = Application(__name__)
app.config["WORD"] = "hello"

SAID = []


def say(app, name):
    before = has_app_context()
    with app.app_context():
        g.name = name  # of this context alone
        SAID.append([before, has_app_context(), has_request_context(), say_it()])


def say_it():
    return f"{current_app.config['WORD']} {g.name}"


class ThreadAnswer(BaseModel):
    said: Json
    outside: bool


@app.get("/thread", response_model=ThreadAnswer)
def thread():
    del SAID[:]
    job = Thread(target=say, args=(current_app_object(), "thread"))
    job.start()
    job.join()
    return {"said": SAID, "outside": "name" in g}


class NameAnswer(BaseModel):
    name: Json
    word: Json
    same: bool


@app.get("/name", response_model=NameAnswer)
def name():
    here = current_app_object()
    return {"name": here.name, "word": here.config["WORD"], "same": here is app}


class AliasAnswer(BaseModel):
    same: bool
    own: bool


@app.get("/alias", response_model=AliasAnswer)
def alias():
    proxy = current_app
    inner = proxy._get_current_object()
    return {"same": inner is app, "own": inner is proxy}


class NamedAnswer(BaseModel):
    said: Json


@app.get("/named", response_model=NamedAnswer)
def named():
    del SAID[:]
    options = {"app": current_app_object(), "name": "by name"}
    job = Thread(target=say, kwargs=options)
    job.start()
    job.join()
    return {"said": SAID}
