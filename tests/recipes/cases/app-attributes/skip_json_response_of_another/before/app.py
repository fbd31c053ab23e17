from flask import Flask, current_app

app = Flask(__name__)
other = Flask("other")
other.json.sort_keys = False


@app.get("/other")
def theirs():
    return other.json.response(b=1, a=2)


@app.get("/own")
def own():
    return current_app.json.response(b=1, a=2)
