import datetime

import pytest

from analytics.extensions import cache, db
from analytics.models import Event, Project
from analytics.services import metrics

PATHS = ["overview", "timeseries", "top-pages", "funnel?steps=page_view,signup", "retention"]


def count_events(app, *conditions):
    with app.app_context():
        return Event.query.filter(Event.project_id == 1, *conditions).count()


def test_overview(app, ada):
    response = ada.get("/api/v1/metrics/overview?project=acme-web&from=2024-02-01&to=2024-02-29")
    february = (
        Event.occurred_at >= datetime.datetime(2024, 2, 1),
        Event.occurred_at < datetime.datetime(2024, 3, 1),
    )
    assert response.status_code == 200
    numbers = response.json
    assert numbers["period"] == {"from": "2024-02-01", "to": "2024-02-29"}
    assert numbers["events"] == count_events(app, *february)
    assert numbers["orders"] == count_events(app, Event.name == "purchase", *february)
    assert numbers["events"] == sum(day["count"] for day in numbers["daily"])
    assert numbers["events"] == sum(one["count"] for one in numbers["top"]["devices"])
    assert 0 < numbers["visitors"] <= numbers["events"]
    expected = 100.0 * (numbers["events"] - numbers["events_before"]) / numbers["events_before"]
    assert numbers["change_percent"] == round(expected, 1)
    assert numbers["revenue"] > 0
    assert 150 <= numbers["duration_ms"]["median"] <= 16533


def test_overview_without_events(ada):
    numbers = ada.get("/api/v1/metrics/overview?from=2020-01-01&to=2020-01-31").json
    assert (numbers["events"], numbers["visitors"], numbers["revenue"]) == (0, 0, 0.0)
    assert numbers["change_percent"] is None
    assert numbers["duration_ms"] == {"average": None, "median": None}
    assert numbers["daily"] == []


def test_overview_runs_ten_queries(app, queries):
    with app.test_request_context("/?from=2024-02-01&to=2024-02-29"):
        project = db.session.get(Project, 1)
        assert project.last_event_at
        del queries[:]
        metrics.overview(project)
    assert len(queries) == 10
    assert all("FROM events" in statement for statement in queries)


def test_overview_is_not_cached(ada):
    path = "/api/v1/metrics/overview?from=2024-02-01&to=2024-02-29"
    assert ada.get(path).json == ada.get(path).json


def test_default_period(ada):
    response = ada.get("/api/v1/metrics/overview")
    assert response.json["project"] == "acme-web"
    assert response.json["period"] == {"from": "2024-03-01", "to": "2024-03-30"}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query,status",
    [
        ("project=nothing", 404),
        ("project=globex-shop", 404),
        ("from=1.2.2024", 400),
        ("to=2024-02-30", 400),
        ("from=2024-02-02&to=2024-02-01", 400),
        ("from=2020-02-02", 400),
    ],
)
def test_bad_arguments(ada, path, query, status):
    path += "&" if "?" in path else "?"
    response = ada.get("/api/v1/metrics/" + path + query)
    assert response.status_code == status
    assert set(response.json["error"]) == {"code", "message"}


@pytest.mark.parametrize("path", PATHS)
def test_viewers_see_metrics(vera, path):
    assert vera.get("/api/v1/metrics/" + path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_no_project(as_user, path):
    response = as_user("kaylee").get("/api/v1/metrics/" + path)
    assert response.status_code == 404


@pytest.mark.parametrize("interval,length", [("day", 29), ("week", 5), ("month", 1)])
def test_timeseries(ada, interval, length):
    response = ada.get(
        "/api/v1/metrics/timeseries?from=2024-02-01&to=2024-02-29&interval=" + interval
    )
    assert response.json["interval"] == interval
    assert len(response.json["points"]) <= length
    assert response.json["points"][-1]["events"] >= response.json["points"][-1]["visitors"] > 0


def test_timeseries_of_one_event(app, ada):
    path = "/api/v1/metrics/timeseries?from=2024-01-01&to=2024-03-30&interval=month&name=signup"
    points = ada.get(path).json["points"]
    assert [point["start"] for point in points] == [
        "2024-01-01T00:00:00Z",
        "2024-02-01T00:00:00Z",
        "2024-03-01T00:00:00Z",
    ]
    assert sum(point["events"] for point in points) == count_events(app, Event.name == "signup")


def test_timeseries_bad_interval(ada):
    response = ada.get("/api/v1/metrics/timeseries?interval=century")
    assert response.status_code == 400
    assert response.json["error"]["message"] == "interval is one of hour, day, week, month."


def test_top_pages(ada):
    pages = ada.get("/api/v1/metrics/top-pages?from=2024-01-01&to=2024-03-30&limit=3").json["pages"]
    assert len(pages) == 3
    views = [page["views"] for page in pages]
    assert views == sorted(views, reverse=True)
    assert pages[0]["page"] == "/"


@pytest.mark.parametrize("limit", [0, 101])
def test_top_pages_bad_limit(ada, limit):
    assert ada.get("/api/v1/metrics/top-pages?limit=%d" % limit).status_code == 400


def test_funnel(ada):
    for visitor, names in [("f1", "abc"), ("f2", "ab"), ("f3", "ba"), ("f4", "a")]:
        events = [
            {"name": name, "visitor": visitor, "timestamp": "2024-04-01T00:00:0%d" % second}
            for second, name in enumerate(names)
        ]
        ada.post("/api/v1/events/batch", json={"project": "acme-web", "events": events})
    response = ada.get("/api/v1/metrics/funnel?steps=a,b,c")
    assert response.json["steps"] == [
        {"step": "a", "visitors": 4, "percent": 100.0},
        {"step": "b", "visitors": 2, "percent": 50.0},
        {"step": "c", "visitors": 1, "percent": 25.0},
    ]


def test_funnel_nobody(ada):
    steps = ada.get("/api/v1/metrics/funnel?steps=x,y").json["steps"]
    assert steps[0] == {"step": "x", "visitors": 0, "percent": 0.0}


@pytest.mark.parametrize("steps", ["", "signup", "a,b,c,d,e,f,g", ",,"])
def test_funnel_bad_steps(ada, steps):
    assert ada.get("/api/v1/metrics/funnel?steps=" + steps).status_code == 400


def test_retention(ada):
    response = ada.get("/api/v1/metrics/retention?from=2024-01-01&to=2024-01-28")
    cohorts = response.json["cohorts"]
    assert cohorts[0]["week"] == "2024-01-01"
    for cohort in cohorts:
        assert all(back <= cohort["visitors"] for back in cohort["returned"])


@pytest.mark.parametrize("path", PATHS[1:])
def test_cached(ada, queries, path):
    path = "/api/v1/metrics/" + path
    first = ada.get(path)
    fresh = len(queries)
    second = ada.get(path)
    assert second.json == first.json
    assert len(queries) - fresh < fresh


def test_cached_until_an_event_comes_in(app, ada):
    path = "/api/v1/metrics/timeseries?from=2024-03-01&to=2024-03-01"
    before = sum(point["events"] for point in ada.get(path).json["points"])
    with app.app_context():
        # behind the back of the cache
        Event.query.filter_by(project_id=1).delete()
        db.session.commit()
    assert sum(point["events"] for point in ada.get(path).json["points"]) == before
    assert ada.get(path + "&fresh=1").json["points"] == []
    event = {"project": "acme-web", "name": "a", "visitor": "b", "timestamp": "2024-03-01"}
    ada.post("/api/v1/events", json=event)
    assert sum(point["events"] for point in ada.get(path).json["points"]) == 1


def test_metrics_live_for_a_minute(app, ada):
    ada.get("/api/v1/metrics/retention")
    with app.app_context():
        (key,) = cache.client.scan_iter(cache.key("metrics", "*"))
        assert 0 < cache.client.ttl(key) <= 60
