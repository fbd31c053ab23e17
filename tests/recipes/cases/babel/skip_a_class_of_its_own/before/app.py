from flask import Flask
from flask_babel import Babel, gettext


class Languages(Babel):
    def list_translations(self):
        return [self.default_locale]


app = Flask(__name__)
languages = Languages(app)


@app.get("/")
def index():
    return gettext("Hello")


@app.get("/plain")
def plain():
    return "plain"
