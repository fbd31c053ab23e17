from flask import Flask

app = Flask(__name__)


@app.route("/with/")
def with_slash():
    return "with"


app.url_map.strict_slashes = False


@app.route("/other/")
def other():
    return "other"
