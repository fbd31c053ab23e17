from flask import Flask

app = Flask(__name__)


@app.url_defaults
async def add_nothing(endpoint, values):
    values["never"] = 1


@app.route("/plain")
def plain():
    return "plain"
