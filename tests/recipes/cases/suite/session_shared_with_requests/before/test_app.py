import pytest

from app import Item, create_app, db


@pytest.fixture()
def app():
    return create_app()


@pytest.mark.parametrize("context", ["app_context", "test_request_context"])
def test_a_row_of_the_test_is_the_one_that_a_request_changes(app, context):
    with getattr(app, context)():
        item = db.session.get(Item, 1)
        assert item.name == "cup"
        app.test_client().post("/items/1/mug")
        assert item.name == "mug"
        item.name = "jar"
        assert app.test_client().get("/items/1").json == {"name": "jar"}
        db.session.rollback()
        assert item.name == "mug"


def test_a_context_within_has_a_session_of_its_own(app):
    with app.test_request_context():
        db.session.get(Item, 1).name = "jar"
        with app.app_context():
            assert db.session.get(Item, 1).name == "cup"
            app.test_client().post("/items/1/mug")
            assert db.session.get(Item, 1).name == "mug"


def test_a_kept_context_shares_it_too(app):
    with app.app_context(), app.test_client() as client:
        item = db.session.get(Item, 1)
        client.post("/items/1/mug")
        assert db.session.get(Item, 1) is item
        assert item.name == "mug"
        client.post("/items/1/jar")
        assert item.name == "jar"
    with app.app_context():
        assert db.session.get(Item, 1) is not item
