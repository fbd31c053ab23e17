from flask import Flask
from werkzeug.routing import BaseConverter

app = Flask(__name__)


class Loud:
    def to_python(self, value):
        return value.upper()


class Mixed(Loud, BaseConverter):
    pass


class Mapped(BaseConverter):
    def __init__(self, map, prefix="x"):
        super().__init__(map)
        self.host = map.host_matching
        self.prefix = prefix


class Asking(BaseConverter):
    def to_python(self, value):
        return f"{value} {self.map.host_matching}"


class Made(BaseConverter):
    pass


class Silent(BaseConverter):
    pass


def make(text):
    class Suffixed(BaseConverter):
        regex = f"[a-z]+{text}"

    return Suffixed


app.url_map.converters["mixed"] = Mixed
app.url_map.converters["mapped"] = Mapped
app.url_map.converters["asking"] = Asking
app.url_map.converters["silent"] = Silent
app.url_map.converters["suffixed"] = make("s")


@app.route("/mixed/<mixed:value>")
def mixed(value):
    return value


@app.route("/mapped/<mapped:value>")
def mapped(value):
    return value


@app.route("/asking/<asking:value>")
def asking(value):
    return value


@app.route("/silent/<silent(1, 2):value>")
def silent(value):
    return value


@app.route("/suffixed/<suffixed:value>")
def suffixed(value):
    return value


@app.route("/plain")
def plain():
    return "plain"
