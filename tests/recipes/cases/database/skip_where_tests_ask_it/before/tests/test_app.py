from app import Here, app, db


def test_nothing_waits_to_be_written():
    with app.app_context():
        assert db.session.get(Here, 7) is None
        assert not db.session.new
