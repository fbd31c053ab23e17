from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.routing import Router
from compat.values import Json

bp = Router("bp")


class ConfigAnswer(BaseModel):
    name: Json
    debug: Json
    level: Json
    all: bool


@bp.get("/config", response_model=ConfigAnswer)
def config():
    current_app.logger.debug("asked")
    return {
        "name": current_app.name,
        "debug": current_app.debug,
        "level": current_app.config.get("LEVEL", "none"),
        "all": "SECRET_KEY" in current_app.config,
    }


app = Application(__name__)
app.config.from_mapping(LEVEL=2)
app.include_router(bp)
