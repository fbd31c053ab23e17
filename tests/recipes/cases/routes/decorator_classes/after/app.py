from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.responses import JSONResponse
from compat.values import Json
from counting import Limit, Loud, Named, counted, limit

app = Application(__name__)


@app.get("/counted/{number:int}")
@counted
def numbered(number: int):
    return JSONResponse({"number": number, "double": 2 * number, "q": request.args.get("q")})


@app.get("/named/{word}")
@Named
def named(word: str):
    return {"word": word, "q": request.args.get("q")}


@app.get("/loud")
@Loud
def loud():
    return [request.method]


@app.get("/twice")
@Limit(2)
def twice():
    return "at most twice"


@app.get("/all")
@limit
def all_callers():
    return "all"


@app.get("/some")
@limit.at("eve")
def some_callers():
    return "some"


class CallsAnswer(BaseModel):
    numbered: Json
    name: Json
    limit: Json


@app.get("/calls", response_model=CallsAnswer)
def calls():
    return {"numbered": numbered.calls, "name": numbered.__name__, "limit": limit.seen}
