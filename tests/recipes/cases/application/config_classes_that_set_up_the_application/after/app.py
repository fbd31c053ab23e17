from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.values import Json
from settings import Testing, by_name


class TitleAnswer(BaseModel):
    title: Json
    name: Json


def create_app(name="production"):
    app = Application(__name__)
    app.config.from_object(by_name[name])
    by_name[name].init_app(app)
    settings = by_name.get(name, Testing)
    settings.init_app(app=app)

    @app.get("/title", response_model=TitleAnswer)
    def title():
        return {"title": current_app.config["TITLE"], "name": current_app.config["NAME"]}

    return app
