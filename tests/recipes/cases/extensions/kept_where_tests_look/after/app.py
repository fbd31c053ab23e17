import importlib

from flasgger import Swagger, swag_from
from pydantic import BaseModel

from compat.application import Application
from compat.legacy import Fallback
from compat.values import Json

app = Application(__name__)
# unflask UF204: a Flask extension was taken out of the converted application: Flasgger; instead: FastAPI's own OpenAPI documents
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.swag = Swagger()


@app.get("/colors/{palette}")
def colors(palette: str):
    """Return the colors of a palette.
    ---
    tags: [colors]
    """
    return {palette: ["red"]}


class ShadesAnswer(BaseModel):
    shades: Json


@app.get("/shades/{count:int}", response_model=ShadesAnswer)
# Documented elsewhere.
def shades(count: int):
    return {"shades": count * 2}


# Flask still answers POST /validated: its decorator `flasgger.swag_from` is not known to keep the signature.
@swag_from("validated.yml", validation=True)
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `flasgger.swag_from` is not known to keep the signature
# unflask UF201: a Flask extension is used here: Flasgger; instead: FastAPI's own OpenAPI documents
def validated():
    return "valid"
