from app import Note, db, total


def test_a_note_is_stored(app, client):
    answer = client.post("/notes", data="milk")
    assert (answer.status_code, answer.text) == (201, "1")
    with app.app_context():
        assert Note.query.one().text == "milk"
        assert Note.query.filter_by(text="tea").first() is None
        assert total() == 1


def test_notes_are_listed(app, client):
    with app.app_context():
        db.session.add_all([Note(text="one"), Note(text="two")])
        db.session.commit()
        assert [n.text for n in db.session.execute(db.select(Note)).scalars()] == ["one", "two"]
    assert client.get("/notes").get_json() == ["one", "two"]
