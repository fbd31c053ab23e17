from bookshop import VERSION, create_app
from bookshop.config import TestingConfig


def test_config():
    assert not create_app({"SAMPLE_DATA": False}).testing
    assert create_app({"TESTING": True, "SAMPLE_DATA": False}).testing


def test_config_object(tmp_path):
    class Settings(TestingConfig):
        SAMPLE_DATA = True
        SHOP_NAME = "Elsewhere"
        DATABASE = str(tmp_path / "shop.sqlite")

    app = create_app(Settings)
    assert app.testing
    assert app.config["SHOP_NAME"] == "Elsewhere"
    assert b"Elsewhere" in app.test_client().get("/").data


def test_health(client):
    response = client.get("/health")
    assert response.get_json() == {"status": "ok", "version": VERSION}
    assert response.headers["X-Bookshop-Version"] == VERSION


def test_maintenance(app, client):
    app.config["MAINTENANCE"] = True
    response = client.get("/api/books/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "3600"
    assert "X-Bookshop-Version" in response.headers


def test_not_found_in_both_shapes(client):
    assert b"There is nothing at /nowhere." in client.get("/nowhere").data
    response = client.get("/api/nowhere")
    assert response.status_code == 404
    assert response.json["error"]["status"] == 404


def test_static(client):
    response = client.get("/static/shop.css")
    assert response.status_code == 200
    assert response.mimetype == "text/css"
    response.close()
