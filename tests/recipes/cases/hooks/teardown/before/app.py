from flask import Flask, after_this_request, g

app = Flask(__name__)
LOG = []


@app.teardown_request
def closed(error):
    LOG.append(f"request {type(error).__name__}")


@app.teardown_appcontext
def left(error=None):
    LOG.append(f"app {g.pop('x', 0)} {type(error).__name__}")


@app.route("/x/<int:n>")
def x(n):
    g.x = n

    @after_this_request
    def once(response):
        response.headers["X-Once"] = str(n)
        return response

    if n > 1:
        raise LookupError(n)
    return "x"


@app.route("/log")
def log():
    return LOG
