from flask import Flask
from werkzeug.routing import UnicodeConverter

app = Flask(__name__)


class Lower(UnicodeConverter):
    def to_python(self, value):
        return value.lower()


app.url_map.converters["default"] = Lower


@app.route("/<name>")
def show(name):
    return name
