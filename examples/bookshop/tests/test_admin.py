import pytest


@pytest.fixture
def boss(auth):
    auth.login("boss", "swordfish")


def test_not_logged_in(client):
    response = client.get("/admin/")
    assert response.headers["Location"] == "/login?next=/admin/"


def test_staff_only(client, auth):
    auth.login()
    response = client.get("/admin/")
    assert response.status_code == 403
    assert b"Keep out" in response.data


def test_stock(client, boss):
    assert b"The Moonstone" in client.get("/admin/").data
    response = client.post("/admin/books/3/stock", data={"stock": "9"}, follow_redirects=True)
    assert b"Stock changed." in response.data
    assert b"The Moonstone" not in response.data


@pytest.mark.parametrize("stock", ("", "lots", "-1"))
def test_bad_stock(client, boss, stock):
    response = client.post("/admin/books/3/stock", data={"stock": stock})
    assert response.status_code == 400
    assert b"The stock must be a whole number." in response.data


def test_orders(client, boss):
    client.post("/basket/1")
    client.post("/checkout")
    orders = client.get("/admin/orders?format=json").json
    assert orders == [
        {
            "id": 1,
            "total": "7.50",
            "ordered": "Mon, 01 Mar 2021 00:00:00 GMT",
            "user_id": 2,
            "username": "boss",
        }
    ]
    assert client.get("/admin/orders").mimetype == "text/html"


def test_settings(client, boss):
    assert client.get("/admin/settings").json["session_days"] == 14
