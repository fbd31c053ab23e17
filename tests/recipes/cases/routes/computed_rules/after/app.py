from pydantic import BaseModel

from compat.application import Application

app = Application(__name__)
PREFIX = "/v1"
WORDS = ("red", "green")


class JoinedAnswer(BaseModel):
    n: int


@app.get(PREFIX + "/{n:int}", response_model=JoinedAnswer)
def joined(n: int):
    return {"n": n}


def colour():
    return "colour"


for word in WORDS:
    app.add_url_rule(f"/{word}", f"{word}_view", colour)
