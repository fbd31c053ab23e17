import json

import pytest

from analytics.models import AuditLog, Event, Report

FIRST = "00000000-0000-0000-0000-000000000001"
MISSING = "00000000-0000-0000-0000-00000000ffff"
NEW = {
    "name": "January",
    "kind": "traffic",
    "project": "acme-web",
    "date_from": "2024-01-01",
    "date_to": "2024-01-31",
}


def test_reports_newest_first(ada):
    response = ada.get("/api/v2/reports")
    kinds = [report["kind"] for report in response.json["items"]]
    assert kinds == ["retention", "revenue", "traffic"]
    assert "result" not in response.json["items"][0]


@pytest.mark.parametrize("kind,total", [("traffic", 1), ("revenue", 1)])
def test_reports_of_a_kind(ada, kind, total):
    assert ada.get("/api/v2/reports?kind=" + kind).json["total"] == total


def test_reports_of_no_kind(ada):
    response = ada.get("/api/v2/reports?kind=weather")
    assert response.status_code == 400
    assert response.json["error"]["kinds"] == ["traffic", "revenue", "retention"]


def test_report(app, ada):
    response = ada.get("/api/v2/reports/" + FIRST)
    assert response.status_code == 200
    assert response.json["id"] == FIRST
    assert response.json["created_by"] == {"id": 1, "name": "Ada"}
    assert (response.json["date_from"], response.json["date_to"]) == ("2024-01-01", "2024-03-30")
    with app.app_context():
        assert response.json["result"]["events"] == Event.query.filter_by(project_id=1).count()


@pytest.mark.parametrize("path", [MISSING, "1", "not-a-uuid"])
def test_report_not_found(ada, path):
    assert ada.get("/api/v2/reports/" + path).status_code == 404
    assert ada.get("/api/v2/exports/reports/%s.json" % path).status_code == 404


def test_report_of_others(grace):
    assert grace.get("/api/v2/reports/" + FIRST).status_code == 404


@pytest.mark.parametrize(
    "kind,keys",
    [
        ("traffic", ["countries", "events"]),
        ("revenue", ["months", "total"]),
        ("retention", ["cohorts"]),
    ],
)
def test_create(app, bob, kind, keys):
    response = bob.post("/api/v2/reports", json=dict(NEW, kind=kind))
    assert response.status_code == 201
    assert sorted(response.json["result"]) == keys
    assert response.headers["Location"] == "/api/v2/reports/" + response.json["id"]
    assert bob.get(response.headers["Location"]).json == response.json
    with app.app_context():
        assert AuditLog.query.one().action == "report.created"


def test_results_are_kept(app, ada):
    before = ada.get("/api/v2/reports/" + FIRST).json
    ada.post("/api/v1/events", json={"project": "acme-web", "name": "x", "visitor": "y"})
    assert ada.get("/api/v2/reports/" + FIRST).json == before


@pytest.mark.parametrize(
    "changes,status",
    [
        ({"kind": "weather"}, 422),
        ({"date_to": "2023-01-01"}, 422),
        ({"date_to": "soon"}, 422),
        ({"name": None}, 422),
        ({"project": "globex-shop"}, 404),
        ({"date_from": "2020-01-01"}, 400),
    ],
)
def test_create_refused(app, ada, changes, status):
    response = ada.post("/api/v2/reports", json=dict(NEW, **changes))
    assert response.status_code == status
    with app.app_context():
        assert Report.query.count() == 3


def test_create_names_the_date(ada):
    response = ada.post("/api/v2/reports", json=dict(NEW, date_to="2023-01-01"))
    assert response.json["error"]["fields"] == {"date_to": ["date_to is before date_from."]}


def test_viewers_do_not_create_reports(vera):
    assert vera.post("/api/v2/reports", json=NEW).status_code == 403


def test_download(ada):
    response = ada.get("/api/v2/exports/reports/%s.json" % FIRST)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=report-%s.json" % FIRST
    )
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert json.loads(response.data) == ada.get("/api/v2/reports/" + FIRST).json
    headers = {"If-None-Match": response.headers["ETag"]}
    again = ada.get("/api/v2/exports/reports/%s.json" % FIRST, headers=headers)
    assert (again.status_code, again.data) == (304, b"")


def lines(response):
    return response.text.split("\r\n")[:-1]


def test_export(app, bob):
    response = bob.get("/api/v2/exports/events.csv?project=acme-web")
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == "attachment; filename=acme-web-events.csv"
    assert lines(response)[0] == (
        "id,occurred_at,name,visitor,page,referrer,country,device,duration_ms,revenue"
    )
    with app.app_context():
        assert len(lines(response)) == Event.query.filter_by(project_id=1).count() + 1


def test_export_is_streamed(app, bob, monkeypatch):
    monkeypatch.setitem(app.config, "EXPORT_CHUNK", 10)
    with bob.get("/api/v2/exports/events.csv?project=acme-web") as response:
        assert response.is_streamed
        assert "Content-Length" not in response.headers
        assert len(lines(response)) > 100


@pytest.mark.parametrize(
    "query,length",
    [
        ("&limit=3", 4),
        ("&from=2025-01-01", 1),
        ("&to=2023-12-31", 1),
        ("&name=nothing", 1),
        ("&from=2024-02-01&to=2024-02-29&name=page_view&limit=1", 2),
    ],
)
def test_export_filtered(bob, query, length):
    response = bob.get("/api/v2/exports/events.csv?project=acme-web" + query)
    assert len(lines(response)) == length


@pytest.mark.parametrize(
    "query,status",
    [
        ("", 422),
        ("project=globex-shop", 404),
        ("project=acme-web&from=x", 422),
        ("project=acme-web&limit=0", 422),
        ("project=acme-web&colour=red", 422),
    ],
)
def test_export_refused(bob, query, status):
    assert bob.get("/api/v2/exports/events.csv?" + query).status_code == status


def test_viewers_do_not_export(vera):
    assert vera.get("/api/v2/exports/events.csv?project=acme-web").status_code == 403
