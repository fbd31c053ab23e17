from compat.application import Application
from compat.context import after_this_request, g

app = Application(__name__)
LOG = []


@app.teardown_request
def closed(error):
    LOG.append(f"request {type(error).__name__}")


@app.teardown_appcontext
def left(error=None):
    LOG.append(f"app {g.pop('x', 0)} {type(error).__name__}")


@app.get("/x/{n:int}")
def x(n: int):
    g.x = n

    @after_this_request
    def once(response):
        response.headers["X-Once"] = str(n)
        return response

    if n > 1:
        raise LookupError(n)
    return "x"


@app.get("/log")
def log():
    return LOG
