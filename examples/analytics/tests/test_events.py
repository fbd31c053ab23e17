import io

import pytest

from analytics.extensions import db
from analytics.models import Event, Project, WebhookDelivery
from analytics.services import events as service

SIGNUP = {
    "project": "acme-web",
    "name": "signup",
    "visitor": "v-new",
    "page": "/signup",
    "country": "de",
    "device": "mobile",
    "duration_ms": 1200,
    "revenue": "9.995",
    "properties": {"plan": "team"},
    "timestamp": "2024-04-02T10:00:00+02:00",
}


def test_events_newest_first(ada):
    response = ada.get("/api/v1/events?project=acme-web&per_page=5")
    ids = [event["id"] for event in response.json["items"]]
    assert len(ids) == 5
    assert ids == sorted(ids, reverse=True)
    assert response.json["has_more"]
    link = "http://localhost/api/v1/events?project=acme-web&per_page=5&before=%d" % ids[-1]
    assert response.headers["Link"] == '<%s>; rel="next"' % link
    following = ada.get(link).json["items"]
    assert following[0]["id"] < ids[-1]


@pytest.mark.parametrize(
    "column,value",
    [("name", "purchase"), ("country", "DE"), ("device", "mobile"), ("page", "/pricing")],
)
def test_events_filtered(ada, column, value):
    response = ada.get("/api/v1/events", query_string={column: value})
    assert response.json["items"]
    assert {event[column] for event in response.json["items"]} == {value}


def test_events_of_a_period(ada):
    response = ada.get("/api/v1/events?from=2024-02-01&to=2024-02-01&per_page=100")
    assert response.json["items"]
    assert all(e["occurred_at"].startswith("2024-02-01T") for e in response.json["items"])
    assert not response.json["has_more"]
    assert "Link" not in response.headers


@pytest.mark.parametrize(
    "query,status",
    [
        ("project=globex-shop", 404),
        ("project=nothing", 404),
        ("from=yesterday", 400),
        ("from=2024-02-02&to=2024-02-01", 400),
        ("from=2020-01-01&to=2024-02-01", 400),
        ("per_page=0", 400),
    ],
)
def test_events_bad_query(ada, query, status):
    assert ada.get("/api/v1/events?" + query).status_code == status


def test_event(app, ada):
    with app.app_context():
        event = Event.query.filter_by(project_id=1, name="purchase").first()
        id, revenue = event.id, float(event.revenue)
    response = ada.get("/api/v1/events/%d" % id)
    assert response.status_code == 200
    assert response.json["project"] == "acme-web"
    assert response.json["revenue"] == revenue
    assert response.json["occurred_at"].endswith("Z")


def test_event_of_others(app, ada, olga):
    with app.app_context():
        id = Event.query.filter_by(project_id=4).first().id
    assert ada.get("/api/v1/events/%d" % id).status_code == 404
    assert olga.get("/api/v1/events/%d" % id).status_code == 200
    assert ada.get("/api/v1/events/99999999").status_code == 404


def test_track(app, ada):
    response = ada.post("/api/v1/events", json=SIGNUP)
    assert response.status_code == 201
    assert response.json["occurred_at"] == "2024-04-02T08:00:00.000Z"
    stored = ada.get("/api/v1/events/%d" % response.json["id"]).json
    assert stored["country"] == "DE"
    assert stored["revenue"] == 10.0
    assert stored["properties"] == {"plan": "team"}
    with app.app_context():
        assert db.session.get(Project, 1).last_event_at.isoformat() == "2024-04-02T08:00:00"


def test_track_old_event_keeps_the_newest_time(app, ada):
    with app.app_context():
        before = db.session.get(Project, 1).last_event_at
    assert ada.post("/api/v1/events", json=dict(SIGNUP, timestamp=0)).status_code == 201
    with app.app_context():
        assert db.session.get(Project, 1).last_event_at == before


def test_track_now(bob):
    data = {"project": "acme-app", "name": "click", "visitor": "v"}
    assert bob.post("/api/v1/events", json=data).status_code == 201


@pytest.mark.parametrize(
    "changes,message",
    [
        ({"project": None}, "project is required"),
        ({"name": ""}, "name is required"),
        ({"visitor": None}, "visitor is required"),
        ({"visitor": 7}, "visitor has to be a string"),
        ({"name": "x" * 61}, "name has at most 60 characters"),
        ({"device": "toaster"}, "device is one of desktop, mobile, tablet"),
        ({"country": "DEU"}, "country has at most 2 characters"),
        ({"duration_ms": "long"}, "duration_ms has to be a whole number"),
        ({"duration_ms": -1}, "duration_ms goes from 0 to a day"),
        ({"revenue": "much"}, "revenue has to be a number"),
        ({"revenue": 1e9}, "revenue is out of range"),
        ({"properties": [1]}, "properties has to be an object"),
        ({"timestamp": "noon"}, "timestamp has to be ISO 8601 or seconds since 1970"),
        ({"timestamp": 1e99}, "timestamp is out of range"),
    ],
)
def test_track_refused(ada, changes, message):
    response = ada.post("/api/v1/events", json=dict(SIGNUP, **changes))
    assert (response.status_code, response.json) == (400, {"error": message})


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"'])
def test_track_bad_body(ada, body):
    response = ada.post("/api/v1/events", data=body, content_type="application/json")
    assert response.status_code == 400


def test_track_for_others(ada, vera):
    assert ada.post("/api/v1/events", json=dict(SIGNUP, project="globex-shop")).status_code == 404
    assert vera.post("/api/v1/events", json=SIGNUP).status_code == 403


def test_batch(app, ada):
    events = [{"name": "click", "visitor": "v%d" % n, "timestamp": 1711929600} for n in range(3)]
    response = ada.post("/api/v1/events/batch", json={"project": "acme-app", "events": events})
    assert response.status_code == 202
    assert response.json == {"accepted": 3, "rejected": []}
    with app.app_context():
        moments = {e.occurred_at.isoformat() for e in Event.query.filter(Event.visitor == "v1")}
        assert moments == {"2024-04-01T00:00:00"}


def test_batch_in_part(ada):
    events = [{"name": "click", "visitor": "v"}, {"name": "click"}, "x"]
    response = ada.post("/api/v1/events/batch", json={"project": "acme-app", "events": events})
    assert response.status_code == 207
    assert response.json == {
        "accepted": 1,
        "rejected": [
            {"position": 1, "error": "visitor is required"},
            {"position": 2, "error": "an event has to be an object"},
        ],
    }


@pytest.mark.parametrize(
    "data,status",
    [
        ({"project": "acme-app"}, 400),
        ({"project": "acme-app", "events": []}, 400),
        ({"project": "acme-app", "events": [{}]}, 400),
        ({"project": "acme-2019", "events": [{"name": "a", "visitor": "b"}]}, 404),
        ({"project": "acme-app", "events": [{}] * 501}, 413),
        ([], 400),
    ],
)
def test_batch_refused(ada, data, status):
    assert ada.post("/api/v1/events/batch", json=data).status_code == status


def upload(api, content, name="events.csv", project="acme-app"):
    data = {"project": project, "file": (io.BytesIO(content), name)}
    return api.post("/api/v1/events/import", data=data)


def test_import(app, ada):
    content = (
        "\ufeffname,visitor,country,revenue,timestamp,comment\n"
        "purchase,csv-1,fr,12.50,2024-03-01T12:00:00Z,first\n"
        "purchase,csv-2,,,2024-03-01,\n"
    ).encode()
    response = upload(ada, content)
    assert response.status_code == 201
    assert response.json == {"imported": 2, "file": "events.csv"}
    with app.app_context():
        first, second = Event.query.filter(Event.visitor.like("csv-%")).order_by(Event.id)
        assert (first.country, str(first.revenue)) == ("FR", "12.50")
        assert (second.country, second.revenue) == (None, None)


@pytest.mark.parametrize(
    "content,message",
    [
        (b"", "The file has no column name, visitor."),
        (b"name,page\n", "The file has no column visitor."),
        (b"name,visitor\n", "The file has no events."),
        (b"name,visitor\nclick,\xff\xfe\n", "The file has to be UTF-8."),
        (b"name,visitor\nclick,v\nclick,\n", "Some lines are wrong; nothing was imported."),
    ],
)
def test_import_refused(app, ada, content, message):
    response = upload(ada, content)
    assert response.status_code == 400
    assert response.json["error"]["message"] == message
    with app.app_context():
        assert Event.query.count() == app.config["SEED_EVENTS"]


def test_import_names_the_lines(ada):
    response = upload(ada, b"name,visitor\nclick,\n,v\n")
    assert response.json["error"]["lines"] == [
        {"line": 2, "message": "visitor is required"},
        {"line": 3, "message": "name is required"},
    ]


def test_import_limits(app, ada, monkeypatch):
    monkeypatch.setitem(app.config, "IMPORT_MAX_ROWS", 2)
    response = upload(ada, b"name,visitor\n" + b"click,v\n" * 3)
    assert response.json["error"]["message"] == "A file has at most 2 events."
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 2048)
    response = upload(ada, b"name,visitor\n" + b"click,v\n" * 1000)
    assert response.status_code == 413
    assert response.json["error"]["message"] == "At most 2 kB can be sent at once."


def test_import_needs_a_csv_file(ada, bob):
    assert ada.post("/api/v1/events/import", data={"project": "acme-app"}).status_code == 400
    assert upload(ada, b"x", name="events.xlsx").status_code == 400
    assert upload(ada, b"name,visitor\nclick,v\n", project="nothing").status_code == 404
    assert upload(bob, b"name,visitor\nclick,v\n").status_code == 403


def test_signup_is_queued_for_the_webhook(app, ada):
    from analytics.services.webhooks import worker

    ada.post("/api/v1/events", json=SIGNUP)
    worker.join()
    with app.app_context():
        delivery = WebhookDelivery.query.one()
        assert delivery.payload == {"event": "signup", "project": "acme-web", "count": 1}
        assert (delivery.status, delivery.attempts) == ("failed", 3)


def test_parse_event():
    row = service.parse_event({"name": "a", "visitor": "b", "timestamp": 86400, "revenue": 1.005})
    assert row["occurred_at"].isoformat() == "1970-01-02T00:00:00"
    assert str(row["revenue"]) == "1.00"
    with pytest.raises(service.BadEvent, match="an event has to be an object"):
        service.parse_event(["name"])
