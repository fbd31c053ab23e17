import pytest

from analytics.models import Event, Project


@pytest.mark.parametrize(
    "query,slugs",
    [
        ("", ["acme-web", "acme-app", "acme-docs"]),
        ("?archived=1", ["acme-web", "acme-app", "acme-docs", "acme-2019"]),
        ("?sort=name", ["acme-app", "acme-docs", "acme-web"]),
        ("?sort=created_at&per_page=2", ["acme-web", "acme-app"]),
    ],
)
def test_projects(ada, query, slugs):
    response = ada.get("/api/v1/projects" + query)
    assert [project["slug"] for project in response.json["projects"]] == slugs


def test_projects_bad_order(ada):
    response = ada.get("/api/v1/projects?sort=password")
    assert (response.status_code, response.json) == (400, {"error": "cannot sort by password"})


def test_project(ada):
    response = ada.get("/api/v1/projects/acme-web?count=1")
    assert response.json["members"] == [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Bob"}]
    assert response.json["last_event_at"].startswith("2024-03-30T")
    assert 100 < response.json["events"] < 250


@pytest.mark.parametrize("slug", ["globex-shop", "nothing"])
def test_projects_of_others(ada, slug):
    path = "/api/v1/projects/" + slug
    assert ada.get(path).status_code == 404
    assert ada.put(path, json={"name": "Mine"}).status_code == 404
    assert ada.delete(path).status_code == 404


def test_staff_sees_all_projects(olga):
    assert olga.get("/api/v1/projects/globex-shop").json["name"] == "Globex Shop"


def test_create_project(bob):
    response = bob.post("/api/v1/projects", json={"name": "Acme Shop", "timezone": "Asia/Tokyo"})
    assert response.status_code == 201
    assert response.json["slug"] == "acme-shop"
    assert response.json["timezone"] == "Asia/Tokyo"
    members = bob.get(response.headers["Location"]).json["members"]
    assert members == [{"id": 2, "name": "Bob"}]


@pytest.mark.parametrize(
    "data,status",
    [({"name": " "}, 400), ({"website": "x"}, 400), ({"name": "A", "slug": "globex-shop"}, 409)],
)
def test_create_project_refused(bob, data, status):
    assert bob.post("/api/v1/projects", json=data).status_code == status


def test_create_project_wrong_content_type(bob):
    assert bob.post("/api/v1/projects", data="name=x").status_code == 415


def test_viewers_do_not_create_projects(vera):
    assert vera.post("/api/v1/projects", json={"name": "X"}).status_code == 403


def test_update_project(bob):
    data = {"name": "Docs", "website": "https://docs.example", "members": [1, 3]}
    response = bob.put("/api/v1/projects/acme-docs", json=data)
    assert response.status_code == 200
    assert response.json["website"] == "https://docs.example"
    members = bob.get("/api/v1/projects/acme-docs").json["members"]
    assert [member["id"] for member in members] == [1, 3]


@pytest.mark.parametrize("data", [{}, {"name": "X", "members": [1, 4]}, {"name": ""}])
def test_update_project_refused(bob, data):
    assert bob.put("/api/v1/projects/acme-docs", json=data).status_code == 400


def test_delete_project(app, ada):
    assert ada.delete("/api/v1/projects/acme-docs").status_code == 409
    data = {"name": "Old docs", "archived": True}
    assert ada.put("/api/v1/projects/acme-docs", json=data).json["archived"] is True
    response = ada.delete("/api/v1/projects/acme-docs")
    assert response.status_code == 200
    assert response.json["deleted"] == "acme-docs"
    assert response.json["events"] > 0
    with app.app_context():
        assert Project.query.filter_by(slug="acme-docs").count() == 0
        assert Event.query.filter_by(project_id=3).count() == 0


def test_members_do_not_delete_projects(bob):
    assert bob.delete("/api/v1/projects/acme-2019").status_code == 403
