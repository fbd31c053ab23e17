from pydantic import BaseModel

from compat.application import Application
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
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


class UserCreated(BaseModel):
    name: str
    password_hash: Json
    count: int


@app.put("/users/{name}", status_code=201, response_model=UserCreated)
def add_user(name: str, word: str = "none"):
    users[name] = make(name, word)
    log.append({"who": name, "access_token": "t-" + name})
    return {"name": name, "password_hash": hash_of(name), "count": len(users)}


def hash_of(text):
    return "#" + text


@app.get("/users/{name}")
def get_user(name: str):
    user = users.get(name)
    if user is None:
        return JSONResponse({"error": "no such user"}, 404)
    return user


@app.get("/users")
def list_users():
    return [user for user in users.values()]


class Name(BaseModel):
    name: Json


@app.get("/names", response_model=list[Name])
def list_names():
    return [public(user) for user in users.values()]


@app.get("/log")
def read_log():
    answer = JSONResponse({"log": log, "size": len(log)})
    answer.headers["X-Log"] = "1"
    return answer


@app.get("/clients/{name}")
def client(name: str):
    return Client(name).to_dict()
