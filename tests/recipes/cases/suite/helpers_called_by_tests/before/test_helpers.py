from app import app, wanted


def test_a_helper():
    with app.test_request_context("/?q=x"):
        assert wanted() == "x"
    with app.test_request_context("/"):
        assert wanted("y") == "y"


def test_the_view():
    assert app.test_client().get("/q?q=1").text == "11"
