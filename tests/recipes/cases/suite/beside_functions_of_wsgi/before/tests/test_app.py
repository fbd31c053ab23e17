from app import app, empty
from flask import get_template_attribute
from werkzeug.test import Client
from werkzeug.wrappers import Response


def test_empty():
    response = Client(empty, Response).get("/any")
    assert response.status_code == 404
    assert response.data == b"empty"


def test_index():
    assert Client(app).get("/").data == b"<b>2</b>"


def test_price():
    with app.test_request_context("/"):
        macro = get_template_attribute("macros.html", "price")
        assert macro("<3>") == "<b>&lt;3&gt;</b>"
