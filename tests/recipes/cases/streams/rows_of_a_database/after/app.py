import sqlite3

from pydantic import BaseModel

from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.responses import Response
from compat.session import SessionMiddleware
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "secret"


def connection():
    if "connection" not in g:
        g.connection = sqlite3.connect(":memory:")
    return g.connection


@app.get("/rows")
def rows(request: Request):
    found = connection()
    found.execute("create table row (id integer)")
    found.executemany("insert into row values (?)", [(i,) for i in range(5)])
    request.session["asked"] = "rows"

    def lines():
        for (number,) in found.execute("select id from row order by id"):
            yield f"{number} {request.session['asked']}\n"

    return Response(lines(), mimetype="text/event-stream", headers={"Cache-Control": "no-store"})


class AskedAnswer(BaseModel):
    asked: Json


@app.get("/asked", response_model=AskedAnswer)
def asked(request: Request):
    return {"asked": request.session.get("asked")}
