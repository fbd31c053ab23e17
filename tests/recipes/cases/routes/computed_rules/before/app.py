from flask import Flask

app = Flask(__name__)
PREFIX = "/v1"
WORDS = ("red", "green")


@app.route(PREFIX + "/<int:n>")
def joined(n):
    return {"n": n}


def colour():
    return "colour"


for word in WORDS:
    app.add_url_rule(f"/{word}", f"{word}_view", colour)
