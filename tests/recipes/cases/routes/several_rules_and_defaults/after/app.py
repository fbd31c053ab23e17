from pydantic import BaseModel

from compat.application import Application
from compat.values import Json

app = Application(__name__)


class ListedAnswer(BaseModel):
    page: Json
    section: Json


@app.get("/list", response_model=ListedAnswer)
@app.get("/list/{page:int}", response_model=ListedAnswer)
@app.get("/{section}/list/{page:int}", response_model=ListedAnswer)
def listed(page=1, section="all"):
    return {"page": page, "section": section}


@app.get("/report/", defaults={"year": 2020})
@app.get("/report/{year:int}")
def report(year: int, short=False):
    return f"{year} {short}"


class EitherAnswer(BaseModel):
    value: Json


@app.get("/either/{value:int}", response_model=EitherAnswer)
@app.get("/either/{value}", response_model=EitherAnswer)
def either(value):
    return {"value": value}
