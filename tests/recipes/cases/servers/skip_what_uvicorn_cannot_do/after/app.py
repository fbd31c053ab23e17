from pydantic import BaseModel

from compat.application import Application

app = Application(__name__)


class IndexAnswer(BaseModel):
    ok: bool


@app.get("/", response_model=IndexAnswer)
def index():
    return {"ok": True}
