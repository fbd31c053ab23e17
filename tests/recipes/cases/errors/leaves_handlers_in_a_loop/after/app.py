from compat.application import Application
from compat.errors import abort

app = Application(__name__)


def page(error):
    return f"<h1>{error.code}</h1>", error.code


for code in (403, 404, 500):
    app.register_error_handler(code, page)


@app.get("/stop/{code:int}")
def stop(code: int):
    abort(code)


@app.get("/crash")
def crash():
    raise RuntimeError("crash")
