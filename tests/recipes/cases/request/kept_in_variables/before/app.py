import threading

from flask import Flask, request

app = Flask(__name__)
FIELDS = {"path": lambda: request.path, "agent": lambda: request.headers.get("User-Agent")}


def describe(req):
    return f"{req.method} {req.url}"


def either(x):
    return request.args.get(x) if request else "outside"


class Worker:
    def paths(self):
        found = []
        asked = request._get_current_object()

        def work():
            found.append(asked.path)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return found


@app.route("/variable", methods=["GET", "POST"])
def variable():
    asked = request
    form = [asked.form.get("a") for _ in range(2)]
    return {"form": form, "base": asked.base_url, "described": describe(asked)}


@app.route("/object")
def object_():
    real = request._get_current_object()
    return {"a": real.args.get("a"), "url": request._get_current_object().url, "d": describe(real)}


@app.route("/fields/<name>")
def fields(name):
    return {"value": FIELDS[name]()}


@app.route("/tested")
def tested():
    there = request is not None and not (request and request.args.get("b"))
    return {"there": there, "a": either("a")}


@app.route("/thread")
def thread():
    return {"paths": Worker().paths()}
