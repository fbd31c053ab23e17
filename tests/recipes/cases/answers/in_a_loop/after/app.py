from pydantic import BaseModel

from compat.application import Application
from compat.values import Json

app = Application(__name__)

LINES = {"u1": "north", "u2": "port"}


class LastAnswer(BaseModel):
    name: Json
    last: Json


# One route for each line:
for line in LINES:

    @app.get(f"/last/{line}", name=f"last_{line}", response_model=LastAnswer)
    def last(line=line):
        return {"name": line, "last": LINES[line]}


class FirstAnswer(BaseModel):
    first: Json
    lines: int


if LINES:

    @app.get("/first", response_model=FirstAnswer)
    def first():
        return {"first": next(iter(LINES.values())), "lines": len(LINES)}
