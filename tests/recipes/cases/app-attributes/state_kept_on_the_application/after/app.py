from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.values import Json

app = Application(__name__)
app.seen = []
app.last = None
app.words = {"hello": ["hi", "hey"], "bye": ["ciao"]}


class SeeAnswer(BaseModel):
    seen: int


@app.post("/see/{name}", status_code=201, response_model=SeeAnswer)
def see(name: str):
    current_app.seen.append(name)
    current_app.last = name
    return {"seen": len(current_app.seen)}


class LastAnswer(BaseModel):
    last: Json
    all: Json


@app.get("/last", response_model=LastAnswer)
def last():
    return {"last": app.last, "all": app.seen}


class WordsAnswer(BaseModel):
    words: Json


@app.get("/words/{word}", response_model=WordsAnswer)
def words(word: str):
    return {"words": app.words.get(word)}
