import re

from flask import Flask
from werkzeug.routing import BaseConverter

letters = set("abcdef")
digits = set("0123")

wanted = letters | digits
wanted -= set("b")
wanted = "".join(sorted(wanted))


class NameConverter(BaseConverter):
    regex = "[%s]{4}" % re.escape(wanted)


app = Flask(__name__)
app.url_map.converters["name"] = NameConverter


@app.route("/<name:name>")
def show(name):
    return name
