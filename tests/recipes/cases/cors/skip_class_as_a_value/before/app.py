from flask import Flask
from flask_cors import CORS


class Open(CORS):
    def init_app(self, app, **options):
        super().init_app(app, origins="*", **options)


app = Flask(__name__)
Open(app)


@app.route("/")
def index():
    return "index"
