from flask import Flask, current_app, request

app = Flask(__name__)
app.shown = {}


def shown(name):
    def keep(function):
        app.shown[name] = function
        return function

    return keep


@shown("raw")
def raw():
    return str(request.is_multithread)


@app.route("/<name>")
def show(name):
    return current_app.shown[name]()
