from threading import Thread

from flask import Flask, current_app, g, has_app_context, has_request_context

app = Flask(__name__)
app.config["WORD"] = "hello"

SAID = []


def say(app, name):
    before = has_app_context()
    with app.app_context():
        g.name = name  # of this context alone
        SAID.append([before, has_app_context(), has_request_context(), say_it()])


def say_it():
    return f"{current_app.config['WORD']} {g.name}"


@app.route("/thread")
def thread():
    del SAID[:]
    job = Thread(target=say, args=(current_app._get_current_object(), "thread"))
    job.start()
    job.join()
    return {"said": SAID, "outside": "name" in g}


@app.route("/name")
def name():
    here = current_app._get_current_object()
    return {"name": here.name, "word": here.config["WORD"], "same": here is app}


@app.route("/alias")
def alias():
    proxy = current_app
    inner = proxy._get_current_object()
    return {"same": inner is app, "own": inner is proxy}


@app.route("/named")
def named():
    del SAID[:]
    options = {"app": current_app._get_current_object(), "name": "by name"}
    job = Thread(target=say, kwargs=options)
    job.start()
    job.join()
    return {"said": SAID}
