import settings
from flask import Flask, jsonify
from settings import by_name

app = Flask(__name__)
by_name["other"] = settings.Other
by_name["other"].init_app(app)


@app.route("/title")
def title():
    return jsonify(title=app.config["TITLE"])
