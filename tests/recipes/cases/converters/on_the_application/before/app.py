from datetime import date

from flask import Flask, redirect, request, url_for
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

app = Flask(__name__)
SEPARATOR = "+"


class Pair(BaseConverter):
    """Two numbers, the smaller one first."""

    regex = r"\d+-\d+"
    weight = 40

    def to_python(self, value):
        least, most = (int(x) for x in value.split("-"))
        if least > most:
            raise ValidationError(f"{least} comes after {most}")
        return least, most

    def to_url(self, value):
        return "-".join(str(x) for x in value)


class RegexConverter(BaseConverter):
    def __init__(self, url_map, *items):
        super(RegexConverter, self).__init__(url_map)
        self.regex = items[0]


class ListConverter(BaseConverter):
    def __init__(self, map, separator=SEPARATOR):
        super().__init__(map)
        self.separator = separator

    def to_python(self, value):
        return [super(ListConverter, self).to_python(x) for x in value.split(self.separator)]

    def to_url(self, values):
        return self.separator.join(super(ListConverter, self).to_url(v) for v in values)


class DateConverter(BaseConverter):
    regex = r"\d{4}/\d{2}/\d{2}"

    def to_python(self, value: str) -> date:
        return date(*map(int, value.split("/")))

    def to_url(self, value: date) -> str:
        return value.strftime("%Y/%m/%d")


class Even(IntegerConverter):
    part_isolating = True

    def to_python(self, value):
        number = super().to_python(value)
        if number % 2:
            raise ValidationError
        return number


class Slug(BaseConverter):
    regex = "[a-z][a-z-]*"
    weight = 200


class Deep(Slug):
    regex = "[a-z]+"
    part_isolating = False

    def to_url(self, value):
        if not value:
            raise ValidationError("nothing")
        return str(value)


app.url_map.converters["pair"] = Pair
app.url_map.converters.update({"regex": RegexConverter, "list": ListConverter}, date=DateConverter)
app.url_map.converters.setdefault("even", Even)
app.url_map.converters["slug"] = Slug
app.url_map.converters["Deep"] = Deep


@app.errorhandler(ValueError)
def bad_value(error):
    return "never asked for what a converter raises", 418


@app.before_request
def check():
    if request.endpoint == "broken":
        return "never"


@app.after_request
def mark(response):
    response.headers["X-Endpoint"] = str(request.endpoint)
    return response


@app.route("/x/<pair:ends>")
def between(ends):
    return {"ends": ends, "again": url_for("between", ends=(5, 6))}


@app.route("/x/<slug:name>")
def named(name):
    return f"{name}: {request.url_rule} {request.view_args}"


@app.route("/x/<name>")
def other(name):
    return f"other {name}"


@app.route("/user/<regex('[abcABC0-9]{4,6}'):uid>-<slug:slug>/")
def user(uid, slug):
    return f"uid: {uid}, slug: {slug} {url_for('user', uid='a b', slug='c/d')}"


@app.route(r'/file/<regex("\d{3}"):number>.<regex("txt|html"):kind>')
def file(number, kind):
    return f"{number} {kind} {url_for('file', number=100, kind='txt')}"


@app.route("/tags/<list:tags>")
def tags(tags):
    return [*tags, url_for("tags", tags=["a b", "c/d"])]


@app.route("/words/<list(','):words>")
@app.route("/words/by-name/<list(separator='.'):words>")
def words(words):
    return words


@app.route("/on/<date:day>")
def on(day):
    return day.isoformat() + url_for("on", day=day, q=1)


@app.route("/on/<date:day>/log/")
def log(day: date):
    return f"log of {day}"


@app.route("/even/<even(min=10):number>", methods=["GET", "POST"])
@app.route("/even/<even(fixed_digits=3):number>/edit")
def even(number):
    return {"number": number, "edit": url_for("even", number=number)}


@app.route("/deep/<Deep:name>")
def deep(name):
    try:
        return redirect(url_for("deep", name=request.args.get("to", "")))
    except LookupError as error:
        return str(error)
