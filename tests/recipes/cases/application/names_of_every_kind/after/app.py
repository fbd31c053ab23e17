from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

try:
    pass
except ImportError:  # pragma: no cover
    raise SystemExit("Flask is needed") from None


app = Application(__name__)


class StarAnswer(BaseModel):
    x: Json
    len: int


@app.get("/star", response_model=StarAnswer)
def star(request: Request):
    return {"x": request.args["x"], "len": len(request.args)}


def is_app(value: Application) -> bool:
    return isinstance(value, Application)


class KindAnswer(BaseModel):
    kind: Json


@app.get("/kind", response_model=KindAnswer)
def kind():
    return {"kind": is_app(app)}
