from pydantic import BaseModel

from compat.application import Application
from compat.context import g
from compat.values import Json
from hooks import install

app = Application(__name__)
install(app)


class IndexAnswer(BaseModel):
    who: Json


@app.get("/", response_model=IndexAnswer)
def index():
    return {"who": g.who}
