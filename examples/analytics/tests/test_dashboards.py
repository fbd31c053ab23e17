import pytest
from flask import session

from analytics.extensions import db
from analytics.models import Dashboard, Widget

NEW = {
    "title": "Launch",
    "project": "acme-web",
    "is_shared": True,
    "widgets": [
        {"kind": "counter", "title": "Sign-ups", "settings": {"event": "signup"}},
        {"kind": "timeseries", "title": "Per day"},
    ],
}


def test_pages_need_a_login(client):
    response = client.get("/dashboards/1?x=1")
    assert response.status_code == 302
    assert response.location == "/login?next=/dashboards/1?x%3D1"
    assert "Please log in first." in client.get("/login").text


def test_front_page(client, login):
    login()
    response = client.get("/")
    assert response.status_code == 200
    assert "Marketing" in response.text
    assert "Ada&#39;s numbers" in response.text
    assert "Acme Website from 2024-03-01 to 2024-03-30" in response.text
    assert "acme-2019" not in response.text


def test_front_page_shows_shared_dashboards(client, login):
    login("vera@acme.example", "vera-password")
    response = client.get("/")
    assert "Marketing" in response.text
    assert "Ada&#39;s numbers" not in response.text


def test_front_page_remembers_the_project(client, login):
    login()
    with client:
        assert "Acme Docs from" in client.get("/?project=acme-docs").text
        assert session["project"] == "acme-docs"
    assert "Acme Docs from" in client.get("/").text


def test_front_page_of_another_project(client, login):
    login()
    response = client.get("/?project=globex-shop")
    assert response.status_code == 404
    assert "<h1>Not found</h1>" in response.text
    assert client.get("/").status_code == 200


def test_front_page_without_projects(client, login):
    login("kaylee@blue-sun.example", "kaylee-password")
    assert "No project yet." in client.get("/").text


def test_dashboard_page(client, login):
    login()
    response = client.get("/dashboards/1")
    assert response.status_code == 200
    assert "<h1>Marketing</h1>" in response.text
    assert response.text.count("<section") == 3
    assert "Acme Website, 2024-03-01 to 2024-03-30." in response.text


@pytest.mark.parametrize("kind", ["counter", "timeseries", "funnel"])
def test_dashboard_page_widgets(app, client, login, kind):
    with app.app_context():
        widget = Widget(dashboard_id=1, kind=kind, title="Extra " + kind, position=9)
        db.session.add(widget)
        db.session.commit()
    login()
    assert "<h2>Extra %s</h2>" % kind in client.get("/dashboards/1").text


@pytest.mark.parametrize(
    "path,status",
    [
        ("/dashboards/4", 404),
        ("/dashboards/99", 404),
        ("/dashboards/one", 404),
        ("/dashboards/1?from=x", 400),
    ],
)
def test_dashboard_page_refused(client, login, path, status):
    login()
    response = client.get(path)
    assert response.status_code == status
    assert response.mimetype == "text/html"


def test_other_peoples_dashboard(client, login):
    login("bob@acme.example", "bob-password")
    assert client.get("/dashboards/2").status_code == 404


def test_create_from_form(client, login):
    login()
    data = {"title": "Mine", "project": "acme-app", "shared": "on"}
    response = client.post("/dashboards", data=data, follow_redirects=True)
    assert response.status_code == 200
    assert response.request.path == "/dashboards/5"
    assert "Mine is ready." in response.text
    assert "Acme App" in response.text


def test_create_from_form_without_title(client, login):
    login()
    response = client.post("/dashboards", data={"title": " "}, follow_redirects=True)
    assert "A dashboard needs a title." in response.text


def test_create_from_form_refused(client, login):
    login()
    response = client.post("/dashboards", data={"title": "X", "project": "globex-shop"})
    assert response.status_code == 400
    assert "There is no such project." in response.text


def test_list(ada, bob):
    response = ada.get("/api/v2/dashboards")
    assert [d["title"] for d in response.json["items"]] == [
        "Marketing",
        "Ada's numbers",
        "App health",
    ]
    assert response.json["items"][0] == {
        "id": 1,
        "title": "Marketing",
        "project_slug": "acme-web",
        "owner": {"id": 1, "name": "Ada"},
        "is_shared": True,
        "created_at": "2024-01-01T00:00:00.000Z",
    }
    assert bob.get("/api/v2/dashboards").json["total"] == 2


@pytest.mark.parametrize("q,total", [("MARK", 1), ("%", 0), ("a", 3)])
def test_list_search(ada, q, total):
    assert ada.get("/api/v2/dashboards", query_string={"q": q}).json["total"] == total


def test_list_bad_page(ada):
    assert ada.get("/api/v2/dashboards?page=-1").status_code == 400


def test_get(ada):
    response = ada.get("/api/v2/dashboards/1")
    assert [widget["kind"] for widget in response.json["widgets"]] == [
        "counter",
        "top_pages",
        "countries",
    ]
    assert response.json["widgets"][1]["settings"] == {"limit": 5}


@pytest.mark.parametrize("dashboard_id", [4, 99])
def test_get_not_found(ada, dashboard_id):
    response = ada.get("/api/v2/dashboards/%d" % dashboard_id)
    assert response.status_code == 404
    message = "There is no dashboard %d." % dashboard_id
    assert response.json == {"error": {"code": "not_found", "message": message}}


def test_create(app, vera):
    response = vera.post("/api/v2/dashboards", json=NEW)
    assert response.status_code == 201
    assert response.json["owner"]["name"] == "Vera"
    assert [widget["position"] for widget in response.json["widgets"]] == [0, 1]
    assert response.json["widgets"][1]["settings"] == {}
    with app.app_context():
        assert db.session.get(Dashboard, response.json["id"]).account_id == 1


@pytest.mark.parametrize(
    "changes,fields",
    [
        ({"title": ""}, {"title": ["Length must be between 1 and 120."]}),
        ({"title": 7}, {"title": ["Not a valid string."]}),
        ({"colour": "red"}, {"colour": ["Unknown field."]}),
        ({"is_shared": "maybe"}, {"is_shared": ["Not a valid boolean."]}),
        (
            {"widgets": [{"title": "x", "kind": "pie"}]},
            {
                "widgets": {
                    "0": {
                        "kind": [
                            "Must be one of: counter, timeseries, top_pages, funnel, countries."
                        ]
                    }
                }
            },
        ),
    ],
)
def test_create_not_valid(ada, changes, fields):
    response = ada.post("/api/v2/dashboards", json=dict(NEW, **changes))
    assert response.status_code == 422
    assert response.json["error"]["code"] == "validation_failed"
    assert response.json["error"]["fields"] == fields


def test_create_empty(ada):
    response = ada.post("/api/v2/dashboards", json={})
    assert set(response.json["error"]["fields"]) == {"title", "project"}
    assert ada.post("/api/v2/dashboards", json=[]).status_code == 422
    assert ada.post("/api/v2/dashboards", data="x").status_code == 415


def test_create_for_another_project(ada):
    response = ada.post("/api/v2/dashboards", json=dict(NEW, project="globex-shop"))
    assert response.status_code == 404


def test_replace_widgets(app, ada):
    data = {"widgets": [{"kind": "funnel", "title": "Funnel", "settings": {"steps": ["a", "b"]}}]}
    response = ada.put("/api/v2/dashboards/1/widgets", json=data)
    assert response.status_code == 200
    assert response.json[0]["title"] == "Funnel"
    with app.app_context():
        assert Widget.query.filter_by(dashboard_id=1).count() == 1


@pytest.mark.parametrize(
    "data",
    [{}, {"widgets": None}, {"widgets": [{}]}, {"widgets": [NEW["widgets"][0]] * 13}],
)
def test_replace_widgets_not_valid(ada, data):
    assert ada.put("/api/v2/dashboards/1/widgets", json=data).status_code == 422


def test_only_the_owner_replaces_widgets(bob):
    response = bob.put("/api/v2/dashboards/1/widgets", json={"widgets": []})
    assert response.status_code == 403
    assert response.json["error"]["code"] == "forbidden"
