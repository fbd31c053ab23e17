from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import request
from compat.locales import force_locale
from compat.localized import format_number
from compat.translation import Babel, LazyString
from compat.translation import lazy_gettext as _l
from compat.values import Json

app = Application(__name__)
app.config["BABEL_DEFAULT_LOCALE"] = "de"


class Form:
    title = _l("Hello")
    labels = [_l("Hello, %(name)s", name="Ada")]


def select_locale():
    return request.args.get("lang")


Babel(app, locale_selector=select_locale)


class IndexAnswer(BaseModel):
    title: Json
    labels: Json
    upper: Json
    same: Json


@app.get("/", response_model=IndexAnswer)
def index():
    title = Form.title
    return {"title": title, "labels": Form.labels, "upper": title.upper(), "same": title == "Hallo"}


@app.get("/twice")
def twice():
    with force_locale("en"):
        first = str(Form.title)
    return HTMLResponse(f"{first} {Form.title}", 200, {"X-Lazy": str(isinstance(Form.title, LazyString))})


@app.get("/pages/{_:int}")
def page(_: int):
    return format_number(_)
