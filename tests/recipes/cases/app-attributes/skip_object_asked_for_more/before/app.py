from threading import Thread

from flask import Flask, current_app

app = Flask(__name__)
app.config["WORD"] = "hello"

PAGES = []


def draw(app):
    with app.test_request_context("/other"):
        PAGES.append(app.config["WORD"])


@app.route("/thread")
def thread():
    job = Thread(target=draw, args=(current_app._get_current_object(),))
    job.start()
    job.join()
    return {"pages": len(PAGES)}


@app.route("/as_a_value")
def as_a_value():
    find = current_app._get_current_object
    return find().config["WORD"]


@app.route("/fine")
def fine():
    return current_app._get_current_object().config["WORD"]
