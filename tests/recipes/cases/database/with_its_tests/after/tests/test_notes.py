from sqlalchemy import select

from app import Note, total
from compat.database import current_session


def test_a_note_is_stored(app, client):
    answer = client.post("/notes", data="milk")
    assert (answer.status_code, answer.text) == (201, "1")
    with app.app_context():
        assert current_session().scalars(select(Note)).one().text == "milk"
        assert current_session().scalars(select(Note).filter_by(text="tea").limit(1)).first() is None
        assert total() == 1


def test_notes_are_listed(app, client):
    with app.app_context():
        current_session().add_all([Note(text="one"), Note(text="two")])
        current_session().commit()
        assert [n.text for n in current_session().execute(select(Note)).scalars()] == ["one", "two"]
    assert client.get("/notes").get_json() == ["one", "two"]
