import importlib

from compat.application import Application
from compat.context import request
from compat.legacy import Fallback
from decorators import Callback, cached, filled, only, typed

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /cached/<int:number>: its decorator `decorators.cached` is not known to keep the signature.
@cached
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `decorators.cached` is not known to keep the signature
def numbers(number):
    return f"{number} {request.method}"


# Flask still answers GET /typed: its decorator `decorators.typed` is not known to keep the signature.
@typed
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `decorators.typed` is not known to keep the signature
def typed_view(number):
    return f"{number}"


# Flask still answers POST /only: its decorator `decorators.only` is not known to keep the signature.
@only("POST")
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `decorators.only` is not known to keep the signature
def only_post():
    return request.method


# Flask still answers GET /filled: its decorator `decorators.filled` is not known to keep the signature.
@filled
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `decorators.filled` is not known to keep the signature
def filled_view(word):
    return word


# Flask still answers GET /callback: its decorator `decorators.Callback` is not known to keep the signature.
@Callback
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `decorators.Callback` is not known to keep the signature
def callback():
    return "called"


@app.get("/plain")
def plain():
    return "plain"
