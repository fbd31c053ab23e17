from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.json import dumps
from compat.values import Json
from written import Written

app = Application(__name__)
app.json = Written()


class TimesAnswer(BaseModel):
    at: float | None = None
    zone: Json = None
    text: str | None = None


@app.get("/times", response_model=list[TimesAnswer], response_model_exclude_unset=True)
def times():
    return [{"at": 1.5, "zone": None}, {"text": "ä"}]


@app.get("/text")
def text():
    return current_app.json.dumps({"b": 1, "a": "ä"}), {"Content-Type": "application/json"}


@app.get("/both")
def both():
    return dumps({"b": frozenset({3}), "a": 1}), {"Content-Type": "application/json"}
