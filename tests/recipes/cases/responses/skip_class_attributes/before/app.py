from flask import Flask, Response

app = Flask(__name__)
Response.default_mimetype = "text/plain"


@app.route("/")
def index():
    return "plain"
