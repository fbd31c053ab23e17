from flask import Flask

USE_X_SENDFILE = True

app = Flask(__name__)
app.config.from_object(__name__)


@app.route("/")
def index():
    return "index"
