from pydantic import BaseModel

from compat.application import Application
from compat.templating import render_template_string
from compat.values import Json

app = Application(__name__)
users = {"ann": {"name": "ann", "word": "x"}}
SECRETS = {"ann": {"password": "y"}}


class MaskedAnswer(BaseModel):
    password: str
    has_password: bool
    token: Json


@app.get("/masked", response_model=MaskedAnswer)
def masked():
    return {"password": "***", "has_password": "ann" in SECRETS, "token": None}


@app.get("/taken-out")
def taken_out():
    user = dict(SECRETS["ann"], name="ann")
    user.pop("password")
    return user


class CheckedAnswer(BaseModel):
    ok: Json
    secret: bool


@app.get("/checked", response_model=CheckedAnswer)
def checked():
    return {"ok": SECRETS["ann"]["password"] == "y", "secret": SECRETS.get("bob") is not None}


class OtherAnswer(BaseModel):
    password_min_length: int
    etag_hash: str
    user: Json


@app.get("/other", response_model=OtherAnswer)
def other():
    return {"password_min_length": 3, "etag_hash": "1", "user": users["ann"]["name"]}


@app.get("/page")
def page():
    return render_template_string("<p>{{ token|length }}</p>", token="abc")


@app.get("/picked")
def picked():
    return {k: v for k, v in SECRETS["ann"].items() if k != "password"}
