from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)


class Pager:
    def __init__(self, size):
        self.size = size

    @property
    def page(self):
        return request.args.get("page", 1, type=int)

    def window(self):
        return [self.page * self.size, self.size]


def by_header():
    return request.headers.get("X-Order", "asc") == "asc"


CHOICES = {"header": by_header}


@app.get("/window")
def window():
    return JSONResponse(Pager(10).window())


class ChoiceAnswer(BaseModel):
    chosen: Json


@app.get("/choice/{name}", response_model=ChoiceAnswer)
def choice(name: str):
    return {"chosen": CHOICES[name]()}
