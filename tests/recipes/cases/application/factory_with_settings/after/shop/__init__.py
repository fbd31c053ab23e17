import os

from .compat.application import Application


class Defaults:
    SECRET_KEY = "fixture"
    PAGE = 10
    lower = "ignored"


def create_app(test_config: dict | None = None) -> Application:
    app: Application = Application(__name__, instance_relative_config=True)
    app.config.from_object(Defaults)
    app.config.from_object("shop.settings")
    app.config.from_pyfile("local.cfg", silent=True)
    app.config.from_prefixed_env("SHOP")
    app.config.from_mapping(test_config or {}, EXTRA=os.environ.get("SHOP_EXTRA_TEXT", "none"))

    from . import views

    app.include_router(views.bp, prefix="/v")
    views.init(app)
    return app
