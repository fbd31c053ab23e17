import sqlite3

from flask import Flask, Response, g, session, stream_with_context

app = Flask(__name__)
app.secret_key = "secret"


def connection():
    if "connection" not in g:
        g.connection = sqlite3.connect(":memory:")
    return g.connection


@app.route("/rows")
def rows():
    found = connection()
    found.execute("create table row (id integer)")
    found.executemany("insert into row values (?)", [(i,) for i in range(5)])
    session["asked"] = "rows"

    @stream_with_context
    def lines():
        for (number,) in found.execute("select id from row order by id"):
            yield f"{number} {session['asked']}\n"

    return Response(lines(), mimetype="text/event-stream", headers={"Cache-Control": "no-store"})


@app.route("/asked")
def asked():
    return {"asked": session.get("asked")}
