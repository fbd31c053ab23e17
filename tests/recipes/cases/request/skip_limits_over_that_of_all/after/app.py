import importlib

from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["MAX_CONTENT_LENGTH"] = 10


# Flask still answers POST /long: UF123 an attribute of `request` is set: `request.max_content_length` (app.py:9).
class LongAnswer(BaseModel):
    size: int


def long(request: Request):
    # unflask UF123: an attribute of `request` is set: `request.max_content_length`
    request.max_content_length = 100
    return {"size": len(request.get_data())}


class ShortAnswer(BaseModel):
    size: int
    limit: Json


@app.post("/short", response_model=ShortAnswer)
def short(request: Request):
    return {"size": len(request.get_data()), "limit": request.max_content_length}
