from flask import Flask, current_app

app = Flask(__name__)
app.seen = []
app.env = "development"


@app.route("/")
def index():
    current_app.seen.append(1)
    current_app.last = "index"
    return {"seen": len(current_app.seen)}
