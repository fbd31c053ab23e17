from flask import Flask

USE_X_SENDFILE = False

app = Flask(__name__)
app.config["USE_X_SENDFILE"] = False
app.config.update({"USE_X_SENDFILE": False})


@app.route("/")
def index():
    return "index"
