from pydantic import BaseModel

from compat.application import Application


class IndexAnswer(BaseModel):
    ok: bool


def create_app():
    app = Application(__name__)

    @app.get("/", response_model=IndexAnswer)
    def index():
        return {"ok": True}

    return app
