from pydantic import BaseModel

from .compat.application import Application
from .compat.csrf import CSRFError, generate_csrf
from .compat.requests import Request
from .compat.responses import JSONResponse
from .compat.session import SessionMiddleware
from .compat.templating import TemplateResponse
from .compat.values import Json
from .extensions import csrf


class FillAnswer(BaseModel):
    steps: Json


class TokenAnswer(BaseModel):
    length: int


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.config.update(SECRET_KEY="a shop", WTF_CSRF_TIME_LIMIT=None)
    app.before_request(before)
    csrf.init_app(app)
    app.before_request(after)

    from . import api, hooks

    app.include_router(api.bp)
    app.include_router(hooks.bp, prefix="/hooks")
    csrf.exempt(api.bp)

    @app.get("/")
    def index(request: Request):
        return TemplateResponse(request, "index.html")

    @app.post("/basket", response_model=FillAnswer)
    def fill(request: Request):
        return {"steps": request.session["steps"]}

    @app.get("/token", response_model=TokenAnswer)
    def token():
        return {"length": len(generate_csrf())}

    @app.errorhandler(CSRFError)
    def refused(request: Request, error):
        return JSONResponse({"error": error.description, "steps": request.session["steps"]}), error.code

    return app


def before(request: Request):
    request.session["csrf_token"] = "the secret half"
    request.session["steps"] = ["before"]


def after(request: Request):
    request.session["steps"] = [*request.session["steps"], "after"]
