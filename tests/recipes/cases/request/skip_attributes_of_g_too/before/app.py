from flask import Flask, g, request

app = Flask(__name__)


@app.before_request
def load():
    g.role = "admin"


@app.route("/both")
def both():
    request.role = "guest"
    return {"g": g.role, "request": request.role}


@app.route("/kept")
def kept():
    request.get = "x"
    return {"get": request.get}


@app.route("/alone")
def alone():
    request.lang = request.args.get("lang", "en")
    return {"g": g.get("role"), "lang": request.lang}
