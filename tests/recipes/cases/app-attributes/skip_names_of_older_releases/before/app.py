from flask import Flask

app = Flask(__name__)
app.env = "development"


@app.route("/")
def index():
    return "index"
