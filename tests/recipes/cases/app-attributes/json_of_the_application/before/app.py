import io
from datetime import date

from flask import Flask, current_app, request

app = Flask(__name__)
app.json.sort_keys = False


@app.get("/keywords")
def keywords():
    return current_app.json.response(b=1, a=date(2030, 1, 2))


@app.post("/echo")
def echo():
    value = current_app.json.loads(request.get_data())
    response = app.json.response(value, "twice")
    response.status_code = 201
    return response


@app.get("/file")
def file():
    out = io.StringIO()
    app.json.dump({"b": date(2030, 1, 2), "a": None}, out)
    out.seek(0)
    return {"text": out.getvalue(), "again": app.json.load(out)}


@app.get("/settings")
def settings():
    return {"sorted": app.json.sort_keys, "text": app.json.dumps({"b": 1, "a": 2})}
