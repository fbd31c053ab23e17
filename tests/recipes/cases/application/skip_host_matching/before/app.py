from flask import Flask

app = Flask(__name__, host_matching=True, static_host="localhost")


@app.route("/", host="localhost")
def index():
    return "index"
