from flask import Flask, jsonify
from settings import by_name

app = Flask(__name__)
by_name["production"].init_app(app)


@app.route("/title")
def title():
    return jsonify(title=app.config["TITLE"])
