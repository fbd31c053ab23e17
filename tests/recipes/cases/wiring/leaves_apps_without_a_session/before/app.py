from flask import Flask

app = Flask(__name__)
app.secret_key = "fixture"
sessions = {"open": 1}


@app.route("/")
def index():
    return sessions


if __name__ != "__main__": other = Flask("other")
