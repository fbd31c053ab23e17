from flask import Flask, abort, current_app
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter

app = Flask(__name__)
app.config["NAMES"] = {"a": "Anna"}
SEEN = {}


def lookup(value):
    return current_app.config["NAMES"].get(value)


class Name(BaseConverter):
    def to_python(self, value):
        return lookup(value) or value


class Existing(BaseConverter):
    def to_python(self, value):
        if value == "nobody":
            abort(404)
        return value


class Existing2(BaseConverter):
    def to_python(self, value):
        if value == "nobody":
            raise NotFound("nobody")
        return value


class Counted(BaseConverter):
    def to_python(self, value):
        return SEEN.setdefault(value, 0)


class Plain(BaseConverter):
    regex = "[a-z]+"


app.url_map.converters["name"] = Name
app.url_map.converters.update(existing=Existing, existing2=Existing2, counted=Counted, plain=Plain)


@app.route("/name/<name:who>")
def name(who):
    return who


@app.route("/existing/<existing:who>")
def existing(who):
    return who


@app.route("/existing2/<existing2:who>")
def existing2(who):
    return who


@app.route("/counted/<counted:who>")
def counted(who):
    return str(who)


@app.route("/plain/<plain:who>")
def plain(who):
    return who
