from flask import Flask, redirect, request, url_for

app = Flask(__name__)


@app.route("/plain")
def plain():
    return redirect("/target")


@app.route("/moved")
def moved():
    return redirect(url_for("target", page=2), code=301)


@app.route("/kept", methods=["GET", "POST"])
def kept():
    return redirect("/target", 307)


@app.route("/next")
def onward():
    return redirect(request.args.get("next") or "/ümlaut path?q=a b#frag")


@app.route("/cookie")
def cookie():
    response = redirect(url_for(".target"))
    response.set_cookie("a", "b")
    return response


@app.route("/either")
def either():
    return redirect("/target") if "a" in request.args else "stayed"


@app.route("/target")
def target():
    return "target"
