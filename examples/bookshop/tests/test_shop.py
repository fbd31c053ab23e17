import pytest
from flask import g, session

from bookshop.db import get_db


def test_front(client):
    response = client.get("/")
    assert b"Log in" in response.data
    assert b'href="/shelves/fiction/crime"' in response.data


def test_shelf(client):
    assert b"The Moonstone" in client.get("/shelves/fiction/crime").data
    assert b"Page 1 of 2, 7 books" in client.get("/shelves/").data
    assert b"There is nothing at /shelves/cooking." in client.get("/shelves/cooking").data


@pytest.mark.parametrize("path", ("/book/1", "/b/1"))
def test_book_page(client, path):
    response = client.get(path)
    assert b"Still funny." in response.data
    assert b'"price": "7.50"' in response.data


def test_register(client, app):
    assert client.get("/register").status_code == 200
    response = client.post("/register", data={"username": "carl", "password": "secret"})
    assert response.headers["Location"] == "/login"
    with app.app_context():
        user = get_db().execute("SELECT * FROM user WHERE username = 'carl'").fetchone()
        assert user is not None


@pytest.mark.parametrize(
    ("username", "password", "message"),
    (
        ("", "secret", b"A name is required."),
        ("carl", "abc", b"The password is too short."),
        ("ada", "secret", b"The name ada is taken."),
    ),
)
def test_register_validate(client, username, password, message):
    response = client.post("/register", data={"username": username, "password": password})
    assert message in response.data


def test_login(client, auth):
    assert client.get("/login").status_code == 200
    response = auth.login()
    assert response.status_code == 302
    assert response.headers["Location"] == "/account?welcome=1"

    with client:
        client.get("/account")
        assert session["user_id"] == 1
        assert g.user["username"] == "ada"


def test_login_wrong(auth):
    response = auth.login(password="byron")
    assert response.status_code == 401
    assert b"Wrong name or password." in response.data


def test_login_next(auth):
    response = auth.login(query_string={"next": "/basket"}, follow_redirects=True)
    assert response.request.path == "/basket"


def test_logout(client, auth):
    auth.login()

    with client:
        auth.logout()
        assert "user_id" not in session


def test_login_required(client):
    response = client.get("/account", follow_redirects=True)
    assert b"Please log in first." in response.data


def test_basket(client):
    response = client.post("/basket/1", data={"quantity": "2"}, follow_redirects=True)
    assert "2 × Pride and Prejudice" in response.get_data(as_text=True)
    assert b"Basket (2)" in response.data

    with client.session_transaction() as sess:
        assert sess["basket"] == {"1": 2}

    client.post("/basket/1", data={"quantity": "0"})
    assert b"Your basket is empty." in client.get("/basket").data


def test_checkout(client, auth, app):
    auth.login()

    with client.session_transaction() as sess:
        sess["basket"] = {"1": 2, "3": 1}

    response = client.post("/checkout", follow_redirects=True)
    assert b"Thank you for order 1." in response.data
    assert b"21.90" in response.data
    with app.app_context():
        assert get_db().execute("SELECT stock FROM book WHERE id = 3").fetchone()[0] == 0


def test_checkout_out_of_stock(client, auth):
    auth.login()

    with client.session_transaction() as sess:
        sess["basket"] = {"2": 50}

    response = client.post("/checkout")
    assert response.status_code == 409
    assert b"We cannot do that" in response.data


def test_preferences(client):
    response = client.post("/preferences", data={"theme": "dark"})
    assert "theme=dark" in response.headers["Set-Cookie"]
    assert "HttpOnly" in response.headers["Set-Cookie"]
    assert b'class="dark"' in client.get("/").data
    client.post("/preferences", data={"theme": "reset"})
    assert b'class="light"' in client.get("/").data
    assert client.post("/preferences", data={"theme": "pink"}).status_code == 400
