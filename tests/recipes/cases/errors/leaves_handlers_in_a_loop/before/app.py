from flask import Flask, abort

app = Flask(__name__)


def page(error):
    return f"<h1>{error.code}</h1>", error.code


for code in (403, 404, 500):
    app.register_error_handler(code, page)


@app.route("/stop/<int:code>")
def stop(code):
    abort(code)


@app.route("/crash")
def crash():
    raise RuntimeError("crash")
