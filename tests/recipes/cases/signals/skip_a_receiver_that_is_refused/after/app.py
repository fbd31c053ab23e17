import importlib

from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json
from events import paid

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@paid.connect
def add(sender, amount):
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `url_build_error_handlers`
    return sender.url_build_error_handlers.get("autoescape", amount)


# Flask still answers POST /payments/<int:amount>: UF105 a view uses an attribute of the application object that has no counterpart: `url_build_error_handlers` (app.py:10) (through pay → paid → add).
class PayAnswer(BaseModel):
    answers: Json


def pay(amount: int):
    return {"answers": [answer for _, answer in paid.send(app, amount=amount)]}


class OtherAnswer(BaseModel):
    ok: bool


@app.get("/other", response_model=OtherAnswer)
def other():
    return {"ok": True}
