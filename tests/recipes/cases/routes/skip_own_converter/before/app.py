from flask import Flask
from werkzeug.routing import BaseConverter

app = Flask(__name__)


class Pair(BaseConverter):
    regex = r"\d+-\d+"

    def to_python(self, value):
        return tuple(int(x) for x in value.split("-"))


app.url_map.converters["pair"] = Pair


@app.route("/between/<pair:ends>")
def between(ends):
    return {"ends": ends}


@app.route("/plain")
def plain():
    return "plain"
