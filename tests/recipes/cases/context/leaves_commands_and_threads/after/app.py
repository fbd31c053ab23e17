import threading

from pydantic import BaseModel

from compat.application import Application
from compat.context import (
    copy_current_request_context,
    current_app,
    g,
    has_request_context,
    request,
)
from compat.values import Json

app = Application(__name__)


@app.cli.command("report")
def report():
    print(current_app.name, has_request_context())


def reader(found):
    found.append(request.args.get("x") if has_request_context() else "outside")


class ThreadAnswer(BaseModel):
    found: Json


@app.get("/thread", response_model=ThreadAnswer)
def thread():
    found = []
    g.x = 1
    worker = threading.Thread(target=reader, args=(found,))
    worker.start()
    worker.join()
    inner = threading.Thread(target=copy_current_request_context(lambda: reader(found)))
    inner.start()
    inner.join()
    return {"found": found}
