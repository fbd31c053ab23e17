from flask import Flask, jsonify, request

app = Flask(__name__)
users = {}
log = []


class Client:
    def __init__(self, name):
        self.name = name

    def to_dict(self):
        return {"name": self.name, "apiKey": self.name * 2}


def make(name, word):
    user = {"name": name, "password": word}
    return user


def public(user):
    return {"name": user["name"]}


@app.route("/users/<name>", methods=["PUT"])
def add_user(name):
    users[name] = make(name, request.args.get("word", "none"))
    log.append({"who": name, "access_token": "t-" + name})
    return jsonify(name=name, password_hash=hash_of(name), count=len(users)), 201


def hash_of(text):
    return "#" + text


@app.route("/users/<name>")
def get_user(name):
    user = users.get(name)
    if user is None:
        return {"error": "no such user"}, 404
    return user


@app.route("/users")
def list_users():
    return jsonify([user for user in users.values()])


@app.route("/names")
def list_names():
    return jsonify([public(user) for user in users.values()])


@app.route("/log")
def read_log():
    answer = jsonify({"log": log, "size": len(log)})
    answer.headers["X-Log"] = "1"
    return answer


@app.route("/clients/<name>")
def client(name):
    return Client(name).to_dict()
