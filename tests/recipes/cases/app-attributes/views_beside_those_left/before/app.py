from flask import Flask, request

app = Flask(__name__)


def shown(view):
    view.is_shown = True
    return view


@app.route("/raw")
@shown
def raw():
    return str(request.is_run_once)


@app.route("/list")
@shown
def listed():
    return {"shown": [n for n, v in app.view_functions.items() if getattr(v, "is_shown", False)]}
