from flask import Flask, jsonify, request

app = Flask(__name__)


class Pager:
    def __init__(self, size):
        self.size = size

    @property
    def page(self):
        return request.args.get("page", 1, type=int)

    def window(self):
        return [self.page * self.size, self.size]


def by_header():
    return request.headers.get("X-Order", "asc") == "asc"


CHOICES = {"header": by_header}


@app.route("/window")
def window():
    return jsonify(Pager(10).window())


@app.route("/choice/<name>")
def choice(name):
    return {"chosen": CHOICES[name]()}
