from app import app


def test_transaction():
    with app.test_client() as client:
        with client.session_transaction() as session:
            session["visits"] = 4
        assert client.get("/").get_json() == {"visits": 5, "flashed": []}
        with client.session_transaction() as session:
            assert session["visits"] >= 5
