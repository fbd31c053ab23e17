import pytest

from bookshop.db import get_db
from bookshop.helpers import page_args


def test_list(client):
    data = client.get("/api/books/").get_json()
    assert data["total"] == 7
    assert [book["id"] for book in data["items"]] == [1, 2, 3, 4]
    assert data["links"] == {"next": "/api/books/?page=2&per_page=4"}


def test_list_filtered(client):
    response = client.get(
        "/api/books/", query_string={"genre": "fiction", "sort": "title", "per_page": 2}
    )
    titles = [book["title"] for book in response.json["items"]]
    assert titles == ["Great Expectations", "Pride and Prejudice"]
    assert "genre=fiction" in response.json["links"]["next"]


@pytest.mark.parametrize(
    ("query", "expected"),
    (
        ("", (1, 4)),
        ("page=3&per_page=5", (3, 5)),
        ("page=two", (1, 4)),
        ("page=0&per_page=1000", (1, 20)),
    ),
)
def test_page_args(app, query, expected):
    with app.test_request_context("/api/books/?" + query):
        assert page_args() == expected


def test_book(client):
    response = client.get("/api/books/1")
    assert response.json == {
        "id": 1,
        "isbn": "9780141439518",
        "title": "Pride and Prejudice",
        "author": "Jane Austen",
        "genre": "fiction/classics",
        "price": "7.50",
        "published": "Thu, 28 Jan 1813 00:00:00 GMT",
        "in_stock": True,
    }
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    (
        "/api/books/999",
        "/api/books/one",
        "/api/books/by-isbn/9999999999999",
        "/api/books/genres/no/such",
    ),
)
def test_unknown(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.get_json()["error"]["status"] == 404


def test_search(client):
    assert [b["id"] for b in client.get("/api/books/search?q=history").json] == [6, 7]
    assert len(client.get("/api/books/search?q=history&limit=1").json) == 1
    response = client.get("/api/books/search")
    assert response.status_code == 400
    assert response.json["error"]["status"] == 400


def test_stats(client):
    data = client.get("/api/books/stats").json
    assert data["count"] == 7
    assert data["average_price"] == "7.77"
    assert data["business_day"] == "Mon, 01 Mar 2021 00:00:00 GMT"


def test_export(client):
    response = client.get("/api/books/export.csv")
    assert response.mimetype == "text/csv"
    assert response.get_data(as_text=True).startswith("isbn,title,author,price\n9780141439518,")


def test_quote(client):
    data = client.get("/api/books/1/quote?quantity=2&currency=usd").json
    assert data["total"] == "19.80"
    assert data["currency"] == "USD"
    response = client.get("/api/books/3/quote?quantity=5")
    assert response.status_code == 409
    assert response.json["error"]["left"] == 1


def test_crash_is_told(app):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    response = app.test_client().get("/api/books/1/quote?quantity=0")
    assert response.status_code == 500
    assert response.json["error"]["message"] == "Something broke. We have been told."


def test_crash_comes_through_in_tests(client):
    with pytest.raises(ArithmeticError):
        client.get("/api/books/1/quote?quantity=0")


def test_token(client, token):
    response = client.post("/api/books/1/reviews", json={"stars": 3})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    wrong = {"Authorization": "Bearer wrong"}
    assert client.post("/api/books/1/reviews", json={"stars": 3}, headers=wrong).status_code == 403
    response = client.post("/api/books/1/reviews", json={"stars": 3}, headers=token)
    assert response.status_code == 201
    assert response.headers["Location"] == "/api/books/1/reviews#review-2"
    assert response.json["by"] == "ada"


@pytest.mark.parametrize(
    ("body", "message"),
    (
        ({}, "Invalid review"),
        ({"text": "hm"}, "Invalid review"),
        ({"stars": 9}, "Give one to five stars"),
    ),
)
def test_bad_review(client, token, body, message):
    response = client.post("/api/books/1/reviews", json=body, headers=token)
    assert response.status_code == 400
    assert response.get_json() == {"message": message}


def test_add_change_delete(app, client, token, staff_token):
    book = {
        "isbn": "9780141439587",
        "title": "Emma",
        "author": "Jane Austen",
        "genre": "fiction/classics",
        "price": "6.40",
        "published": "1815-12-23",
    }
    response = client.post("/api/books/", json=book, headers=token)
    assert response.status_code == 201
    location = response.headers["Location"]
    assert client.post("/api/books/", json=book, headers=token).status_code == 409
    assert client.put(location, json={"stock": 2}, headers=token).status_code == 403
    response = client.put(location, json={"stock": 2}, headers=staff_token)
    assert response.json["in_stock"] is True
    assert client.delete(location, headers=staff_token).status_code == 204
    with app.app_context():
        count = get_db().execute("SELECT COUNT(*) FROM book").fetchone()[0]
        assert count == 7


def test_missing_fields(client, token):
    response = client.post("/api/books/", json={"title": "Emma"}, headers=token)
    assert response.status_code == 422
    assert response.json["error"]["message"] == "Missing: isbn, author, genre."


def test_methods(client):
    response = client.options("/api/books/1")
    assert set(response.allow) == {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}
    assert client.patch("/api/books/1").status_code == 405
    assert client.head("/api/books/1").data == b""
