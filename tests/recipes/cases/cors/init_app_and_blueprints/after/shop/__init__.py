from pydantic import BaseModel

from shop.api import api
from shop.compat.application import Application
from shop.compat.cors import CORS
from shop.extensions import cors


class IndexAnswer(BaseModel):
    shop: bool


def create_app():
    app = Application(__name__)
    app.config.from_object("shop.settings")
    cors.init_app(app, expose_headers=["X-Count"])
    CORS(api, origins="http://api.a.com", vary_header=False)
    app.include_router(api)

    @app.get("/", response_model=IndexAnswer)
    def index():
        return {"shop": True}

    return app
