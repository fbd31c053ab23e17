from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.context import g, request
from compat.errors import abort
from compat.requests import Request
from compat.responses import JSONResponse, Response
from compat.session import SessionMiddleware, flash
from compat.signals import (
    appcontext_popped,
    appcontext_tearing_down,
    got_request_exception,
    message_flashed,
    request_finished,
    request_started,
    request_tearing_down,
    template_rendered,
)
from compat.templating import render_template

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "ledger"
log = []


@request_started.connect
def started(sender, **extra):
    log.append(f"{sender.name} started {request.method} {request.path}")
    if "refuse" in request.args:
        abort(418)
    if "crash" in request.args:
        raise KeyError("at the start")


@app.before_request
def before(request: Request):
    log.append("before")
    if "early" in request.args:
        return "early"


@app.after_request
def after(response):
    log.append(f"after {response.status_code}")
    return response


@app.teardown_request
def teardown(error):
    log.append(f"teardown {error!r}")


@app.teardown_appcontext
def context_teardown(error):
    log.append("context teardown")


@app.errorhandler(ZeroDivisionError)
def divided(error):
    return HTMLResponse("no number", 400)


@app.errorhandler(500)
def failed(error):
    log.append(f"answer to {error.original_exception!r}")
    return JSONResponse({"error": "failed"}, 500)


@request_finished.connect_via(app)
def finished(sender, response, **extra):
    response.headers["X-Log"] = str(len(log))
    log.append(f"finished {response.status_code}")
    if "late" in request.args:
        raise RuntimeError("at the end")


@got_request_exception.connect
def crashed(sender, exception, **extra):
    log.append(f"exception {exception!r}")


@request_tearing_down.connect
def tearing_down(sender, exc=None, **extra):
    log.append(f"tearing down {exc!r}")


@appcontext_tearing_down.connect
def context_tearing_down(sender, **extra):
    log.append(f"context tearing down {extra['exc']!r}")


def popped(sender, **extra):
    log.append("popped")


appcontext_popped.connect(popped, app)


@template_rendered.connect
def rendered(sender, template, context):
    g.rendered = template.name
    log.append(f"rendered {template.name} for {context['name']}")


@message_flashed.connect
def flashed(sender, message, category):
    log.append(f"flashed {category} {message}")


@app.get("/log")
def show():
    seen = list(log)
    log.clear()
    return JSONResponse(seen)


@app.get("/page/{name}")
def page(name: str):
    text = render_template("page.html", name=name)
    return f"{g.rendered}: {text}"


@app.post("/messages")
def message(request: Request):
    flash(request, "hello")
    flash(request, "beware", "warning")
    return HTMLResponse("", 204)


@app.get("/divide")
def divide():
    return str(1 // 0)


@app.get("/crash")
def crash():
    return {}["missing"]


@app.get("/stream")
def stream():
    return Response((piece for piece in ("a", "b")), mimetype="text/plain")
