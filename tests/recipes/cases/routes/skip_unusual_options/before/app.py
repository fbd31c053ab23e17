from flask import Flask, url_for

app = Flask(__name__)


@app.route("/plain")
def plain():
    return "plain"


@app.route("/old", redirect_to="/plain")
def old():
    return "never"


@app.route("/alias")
@app.route("/alias2", alias=True)
def aliased():
    return "aliased"


app.add_url_rule("/built/<int:n>", "built", build_only=True)


@app.route("/built")
def built_url():
    return url_for("built", n=1) + url_for("old")
