from datetime import date

from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from compat.application import Application
from compat.convertors import Int, PathConvertor, ValidationError, register_convertors
from compat.requests import Request
from compat.urls import url_for
from compat.values import Json

app = Application(__name__)
SEPARATOR = "+"


class Pair(PathConvertor):
    """Two numbers, the smaller one first."""

    regex = r"\d+-\d+"
    weight = 40

    def convert(self, value):
        least, most = (int(x) for x in value.split("-"))
        if least > most:
            raise ValidationError(f"{least} comes after {most}")
        return least, most

    def to_url(self, value):
        return "-".join(str(x) for x in value)


class RegexConverter(PathConvertor):
    def __init__(self, *items):
        super(RegexConverter, self).__init__()
        self.regex = items[0]


class ListConverter(PathConvertor):
    def __init__(self, separator=SEPARATOR):
        super().__init__()
        self.separator = separator

    def convert(self, value):
        return [super(ListConverter, self).convert(x) for x in value.split(self.separator)]

    def to_url(self, values):
        return self.separator.join(super(ListConverter, self).to_url(v) for v in values)


class DateConverter(PathConvertor):
    regex = r"\d{4}/\d{2}/\d{2}"

    def convert(self, value: str) -> date:
        return date(*map(int, value.split("/")))

    def to_url(self, value: date) -> str:
        return value.strftime("%Y/%m/%d")


class Even(Int):
    crosses_slashes = False

    def convert(self, value):
        number = super().convert(value)
        if number % 2:
            raise ValidationError
        return number


class Slug(PathConvertor):
    regex = "[a-z][a-z-]*"
    weight = 200


class Deep(Slug):
    regex = "[a-z]+"
    crosses_slashes = True

    def to_url(self, value):
        if not value:
            raise ValidationError("nothing")
        return str(value)


register_convertors(pair=Pair)
register_convertors(regex=RegexConverter, list=ListConverter, date=DateConverter)
register_convertors(even=Even)
register_convertors(slug=Slug)
register_convertors(Deep=Deep)


@app.errorhandler(ValueError)
def bad_value(error):
    return HTMLResponse("never asked for what a converter raises", 418)


@app.before_request
def check(request: Request):
    if request.endpoint == "broken":
        return "never"


@app.after_request
def mark(request: Request, response):
    response.headers["X-Endpoint"] = str(request.endpoint)
    return response


class BetweenAnswer(BaseModel):
    ends: Json
    again: Json


@app.get("/x/{ends:pair}", response_model=BetweenAnswer)
def between(ends):
    return {"ends": ends, "again": url_for("between", ends=(5, 6))}


@app.get("/x/{name:slug}")
def named(request: Request, name: str):
    return f"{name}: {request.url_rule} {request.view_args}"


@app.get("/x/{name}")
def other(name: str):
    return f"other {name}"


@app.get("/user/{uid:regex('[abcABC0-9]{4,6}')}-{slug:slug}/")
def user(uid: str, slug: str):
    return f"uid: {uid}, slug: {slug} {url_for('user', uid='a b', slug='c/d')}"


@app.get(r'/file/{number:regex("\d{3}")}.{kind:regex("txt|html")}')
def file(number: str, kind: str):
    return f"{number} {kind} {url_for('file', number=100, kind='txt')}"


@app.get("/tags/{tags:list}")
def tags(tags):
    return [*tags, url_for("tags", tags=["a b", "c/d"])]


@app.get("/words/{words:list(',')}")
@app.get("/words/by-name/{words:list(separator='.')}")
def words(words):
    return words


@app.get("/on/{day:date}")
def on(day):
    return day.isoformat() + url_for("on", day=day, q=1)


@app.get("/on/{day:date}/log/")
def log(day: date):
    return f"log of {day}"


class EvenAnswer(BaseModel):
    number: Json
    edit: Json


@app.api_route("/even/{number:even(min=10)}", methods=["GET", "POST"], response_model=EvenAnswer)
@app.get("/even/{number:even(fixed_digits=3)}/edit", response_model=EvenAnswer)
def even(number):
    return {"number": number, "edit": url_for("even", number=number)}


@app.get("/deep/{name:Deep}")
def deep(name: str, to: str = ""):
    try:
        return RedirectResponse(url_for("deep", name=to), status_code=302)
    except LookupError as error:
        return str(error)
