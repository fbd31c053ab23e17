from compat.application import Application
from compat.context import current_app

app = Application(__name__)


@app.get("/divide/{number:int}")
def divide(number: int):
    try:
        return str(12 // number)
    except ZeroDivisionError:
        if current_app.propagate_exceptions:
            raise
        return "no"


@app.get("/environment")
def environment():
    try:
        return app.env
    except AttributeError:
        return "none"
