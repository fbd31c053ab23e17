"""What counts as state that routes share in memory, and what only looks like it."""

import pytest

from unflask.facts.held import held
from unflask.facts.memory import shared_state

HEAD = "import requests, secrets\nfrom cachetools import TTLCache, cached\nfrom flask import Flask\napp = Flask(__name__)\n"
FETCHING = """{head}
class Rates:
    url = "https://rates.example/latest"

    @cached(cache=TTLCache(maxsize=1, ttl=60))
    def latest(self):
        {body}
        return rates

@app.get("/")
def index():
    return Rates().latest()
"""


def states(made):
    return {state for found in made.fact(held).values() for state in found}


def test_an_expiring_cache_of_what_others_answer_is_none(app):
    body = "rates = requests.get(self.url).json()"
    assert states(app(FETCHING.format(head=HEAD, body=body))) == set()


@pytest.mark.parametrize(
    "body",
    [
        "rates = {'token': secrets.token_hex()}",
        "rates = open('rates.txt').read()",
        "rates = {'name': app.name}",
        "self.count = 1; rates = requests.get(self.url).json()",
    ],
)
def test_a_cache_of_anything_else_is_state(app, body):
    made = app(FETCHING.format(head=HEAD, body=body))
    assert "app.Rates.latest" in states(made)


def test_a_cache_that_never_expires_is_state(app):
    source = FETCHING.format(head=HEAD, body="rates = requests.get(self.url).json()")
    lru = source.replace("cached(cache=TTLCache(maxsize=1, ttl=60))", "functools.lru_cache")
    assert "app.Rates.latest" in states(app("import functools\n" + lru))


SINGLETON = """from flask import Flask
app = Flask(__name__)

class Once(type):
    _made = {{}}

    def __call__(cls, *args):
        if cls not in cls._made:
            cls._made[cls] = super().__call__(*args)
        return cls._made[cls]

class Converter(metaclass=Once):
    factor = 2

    def convert(self, value):
        {body}

@app.get("/<int:value>")
def index(value):
    return str(Converter().convert(value))
"""


def test_the_one_object_of_a_class_without_state_is_none(app):
    made = app(SINGLETON.format(body="return value * self.factor"))
    assert not any("_made" in state for state in states(made))


def test_the_one_object_of_a_class_with_state_is_some(app):
    made = app(SINGLETON.format(body="self.last = value; return value * self.factor"))
    assert "app.Once._made" in states(made)


OWNERS = """from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask(__name__)
db = SQLAlchemy(app)

class Bill(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owners = {made}

    def __init__(self, owners: list = []):
        self.owners = owners

@app.get("/")
def index():
    Bill().owners.append(1)
    return "added"
"""


def test_a_relationship_takes_what_is_in_a_default(app):
    made = app(OWNERS.format(made='db.relationship("Person")'))
    assert not any("owners" in state for state in states(made))


def test_another_attribute_keeps_the_default_itself(app):
    made = app(OWNERS.format(made="db.Column(db.JSON)"))
    assert "app.Bill.__init__(owners)" in states(made)


def test_a_database_that_is_gone_is_no_state(app):
    source = OWNERS.format(made='db.relationship("Person")')
    made = app(source.replace("db = SQLAlchemy(app)", "db = SQLAlchemy(app)\ndb.app = app"))
    assert "app.db" not in made.fact(shared_state)
