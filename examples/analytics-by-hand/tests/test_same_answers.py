"""Flask's answers and those written by hand: the same, whatever is asked."""

import json
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "analytics" / "requests.http"

TEN = [
    ("POST", r"/api/v1/events"),
    ("GET", r"/api/v1/metrics/overview"),
    ("GET", r"/api/v1/metrics/timeseries"),
    ("GET", r"/api/v1/events"),
    ("GET", r"/api/v1/metrics/top-pages"),
    ("GET", r"/api/v1/auth/me"),
    ("GET", r"/api/v1/accounts/[^/]+/company"),
    ("GET", r"/api/v1/projects"),
    ("GET", r"/api/v2/dashboards/[^/]+"),
    ("POST", r"/api/v1/events/batch"),
]

# Steps that may differ, and why.
DIFFERENT = {
    "projects, OPTIONS": "POST creates a project, which is not one of the ten routes",
    "a slash too many, between": "Werkzeug redirects to the right path, Starlette has none",
}

# Headers that clients act on; the others are the servers' own, or depend on how JSON is spaced.
HEADERS = (
    "allow",
    "cache-control",
    "content-type",
    "link",
    "location",
    "retry-after",
    "set-cookie",
    "vary",
    "www-authenticate",
    "x-api-version",
    "x-request-id",
    "x-total-count",
)


@dataclass
class Step:
    name: str
    method: str
    target: str
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    def send(self, client):
        headers = {name.encode(): value.encode() for name, value in self.headers.items()}
        return client.request(self.method, self.target, headers=headers, content=self.body or None)


def read_steps(path):
    for block in re.split(r"^### ", path.read_text(), flags=re.M)[1:]:
        name, _, rest = block.partition("\n")
        head, _, body = rest.partition("\n\n")
        first, *lines = head.strip("\n").splitlines()
        method, target = first.split(" ", 1)
        headers = {
            name: value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        yield Step(name, method, target, headers, body.strip().encode())


def is_of_the_ten(step):
    method = {"HEAD": "GET", "OPTIONS": None}.get(step.method, step.method)
    path = step.target.partition("?")[0]
    return any(method in (known, None) and re.fullmatch(p, path) for known, p in TEN)


def more_steps():
    """Those that do not fit into a file."""
    bob = {"Authorization": "Bearer dev-token-bob", "Content-Type": "application/json"}
    large = json.dumps({"project": "acme-web", "padding": "x" * 4 * 1024 * 1024}).encode()
    click = {"name": "click", "visitor": "v", "timestamp": 1706954400}
    for size in (500, 501):
        batch = {"project": "acme-app", "events": [click] * size}
        yield Step(
            f"batch of {size}", "POST", "/api/v1/events/batch", bob, json.dumps(batch).encode()
        )
    yield Step("track: too large", "POST", "/api/v1/events", bob, large)
    yield Step("batch: too large", "POST", "/api/v1/events/batch", bob, large)
    text = {**bob, "Content-Type": "text/plain"}
    yield Step("track: too large, no JSON", "POST", "/api/v1/events", text, large)
    vera = {**bob, "Authorization": "Bearer dev-token-vera"}
    yield Step("track: too large, viewer", "POST", "/api/v1/events", vera, large)
    for name, value in EVENT_VALUES:
        key = name.split(":")[0].split(",")[0]
        event = {"project": "acme-docs", "name": "odd", "visitor": "v", "timestamp": 1, key: value}
        body = json.dumps(event).encode("utf-8", "surrogatepass")
        yield Step(f"track, {name}", "POST", "/api/v1/events", bob, body)


EVENT_VALUES = [
    ("name: longest", "x" * 60),
    ("name: too long", "x" * 61),
    ("name: number", 7),
    ("name: empty", ""),
    ("name: NUL", "a\0b"),
    ("name: half a pair", "\ud800"),
    ("visitor: list", []),
    ("page: empty", ""),
    ("page: too long", "x" * 201),
    ("country: lower", "fr"),
    ("country: grows", "ßß"),
    ("country: too long", "DEU"),
    ("device: unknown", "toaster"),
    ("device: list", ["mobile"]),
    ("duration_ms: text", "12"),
    ("duration_ms: words", "long"),
    ("duration_ms: fraction", 1.9),
    ("duration_ms: true", True),
    ("duration_ms: negative", -1),
    ("duration_ms: two days", 2 * 86400000),
    ("duration_ms: infinite", float("inf")),
    ("duration_ms: not a number", float("nan")),
    ("duration_ms: list", []),
    ("revenue: rounded", "9.995"),
    ("revenue: number", 12.5),
    ("revenue: million", 1000000),
    ("revenue: words", "much"),
    ("revenue: not a number", float("nan")),
    ("revenue: infinite", float("inf")),
    ("revenue: true", True),
    ("properties: nested", {"a": [1, {"b": None}], "é": 1.5}),
    ("properties: list", [1]),
    ("properties: empty list", []),
    ("properties: null", None),
    ("properties: not a number", {"a": float("nan")}),
    ("timestamp: null", None),
    ("timestamp: words", "noon"),
    ("timestamp: date", "2024-02-03"),
    ("timestamp: microseconds", "2024-02-03T04:05:06.789999"),
    ("timestamp: offset", "2024-02-03T04:05:06+05:30"),
    ("timestamp: fraction", 1706954401.5),
    ("timestamp: far", 1e99),
    ("timestamp: true", True),
    ("timestamp: before the first year", "0001-01-01T00:00:00+02:00"),
    ("timestamp: newest", "2024-04-02T10:00:00Z"),
    ("project: number", 5),
    ("project: list", ["acme-web"]),
    ("project: archived", "acme-2019"),
    ("project: NUL", "\0"),
    ("extra, unknown", "x"),
]

# What is stored, without the times of what had none, which are the times of the requests.
ROWS = (
    "SELECT id, project_id, name, visitor, page, referrer, country, device, duration_ms,"
    " revenue, properties, CASE WHEN occurred_at < now() - interval '1 day'"
    " THEN occurred_at END FROM events ORDER BY id",
    "SELECT id, CASE WHEN last_event_at < now() - interval '1 day' THEN last_event_at END,"
    " last_event_at IS NULL FROM projects ORDER BY id",
    "SELECT id, webhook_id, payload, status, attempts, response_code, delivered_at IS NULL,"
    " created_at > now() - interval '1 day' FROM webhook_deliveries ORDER BY id",
)

FROM_EXAMPLE = [step for step in read_steps(EXAMPLE) if is_of_the_ten(step)]
OWN = [*read_steps(HERE / "more.http"), *more_steps()]
STEPS = {step.name: step for step in [*FROM_EXAMPLE, *OWN]}
assert len(STEPS) == len(FROM_EXAMPLE) + len(OWN)


def seen(step, response):
    """What a client sees of an answer; what is never the same is replaced by its form."""
    body = response.content
    if body and response.headers["content-type"].startswith("application/json"):
        body = json.loads(without_now(response.text))
    headers = {name: response.headers.get_list(name) for name in HEADERS}
    headers["allow"] = sorted(", ".join(headers["allow"]).split(", "))
    headers["link"] = [re.sub(r"//127.0.0.1:\d+/", "//HERE/", v) for v in headers["link"]]
    headers["set-cookie"] = [
        re.sub(r"^analytics=[^;]+; Expires=[^;]+ \d\d:\d\d:\d\d GMT", "analytics", v)
        for v in headers["set-cookie"]
    ]
    if not step.headers.get("X-Request-Id"):
        headers["x-request-id"] = [
            re.sub(r"^[0-9a-f]{32}$", "ID", v) for v in headers["x-request-id"]
        ]
    return {"status": response.status_code, "body": body, "headers": headers}


def without_now(text):
    today = f"{datetime.now(timezone.utc):%Y-%m-%d}"
    return re.sub(rf"{today}T\d\d:\d\d:\d\d\.\d\d\dZ", "NOW", text)


@pytest.fixture(scope="session")
def pool():
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture(scope="session")
def ask(both, pool):
    def ask(step):
        """The answers of both to a step, sent at the same time."""
        return [seen(step, answer) for answer in pool.map(lambda s: step.send(s.client), both)]

    return ask


@dataclass
class Played:
    """The answers to all steps, in their order, and what they left behind on both sides."""

    answers: dict
    rows: list
    keys: list
    longest_step: float  # seconds: a key that a step sets is this much older on one side at most


@pytest.fixture(scope="session")
def played(both, ask):
    minute = int(time.time()) // 60
    for side in both:
        for later in range(3):
            side.cache.set(f"analytics:rate:104:{minute + later}", 599, ex=240)
            side.cache.set(f"analytics:rate:105:{minute + later}", 600, ex=240)
    answers, took = {}, []
    for name, step in STEPS.items():
        started = time.monotonic()
        answers[name] = ask(step)
        took.append(time.monotonic() - started)
        if step.method == "POST" and answers[name][0]["status"] == 500:
            same_next_id(both)
    deadline = time.monotonic() + 15
    for side in both:
        pending = "SELECT 1 FROM webhook_deliveries WHERE status = 'pending'"
        while side.rows(pending) and time.monotonic() < deadline:
            time.sleep(0.1)
    rows = [[side.rows(statement) for statement in ROWS] for side in both]
    keys = [
        {key: (side.cache.get(key), side.cache.ttl(key)) for key in side.cache.keys()}
        for side in both
    ]
    return Played(answers, rows, keys, max(took))


@pytest.fixture(scope="session")
def answers(played):
    return played.answers


def same_next_id(both):
    """Statements that failed may have taken a number, depending on who noticed the fault."""
    used = [side.rows("SELECT last_value FROM events_id_seq")[0][0] for side in both]
    for side in both:
        side.rows(f"SELECT setval('events_id_seq', {max(used)})")


@pytest.mark.parametrize("name", STEPS)
def test_answers_are_the_same(answers, name):
    flask, fast = answers[name]
    if name in DIFFERENT:
        assert fast != flask, "no difference any more"
    else:
        assert fast == flask


def test_good_and_bad_answers_are_compared(answers):
    statuses = {flask["status"] for flask, _ in answers.values()}
    assert statuses >= {200, 201, 202, 207, 400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 504}
    assert len(FROM_EXAMPLE) >= 50 and len(OWN) >= 40


@pytest.mark.parametrize("number", range(3))
def test_the_same_rows_are_stored(played, number):
    flask, fast = played.rows
    assert fast[number] == flask[number]
    assert len(flask[number]) > 5


def test_requests_are_counted_alike(played):
    def counts(keys, kind):
        return {key: int(value) for key, (value, _) in keys.items() if f":{kind}:" in key}

    def per_token(keys):
        totals = {}
        for key, count in counts(keys, "rate").items():
            token = key.split(":")[2]
            if token not in ("104", "105"):
                totals[token] = totals.get(token, 0) + count
        return totals

    flask, fast = played.keys
    assert counts(fast, "usage") == counts(flask, "usage")
    assert counts(fast, "version") == counts(flask, "version")
    assert per_token(fast) == per_token(flask)


def test_metrics_are_cached_alike(played):
    flask, fast = ({k: v for k, v in keys.items() if ":metrics:" in k} for keys in played.keys)
    assert flask.keys() == fast.keys()
    assert [json.loads(fast[key][0]) for key in flask] == [json.loads(v) for v, _ in flask.values()]


def test_keys_live_equally_long(played):
    flask, fast = played.keys
    assert flask.keys() == fast.keys()
    apart = {key: abs(flask[key][1] - fast[key][1]) for key in flask}
    assert max(apart.values()) <= played.longest_step + 2, apart


def get(side, path, name="ada"):
    return side.client.get(path, headers={"Authorization": f"Bearer dev-token-{name}"})


def test_each_reads_what_the_other_cached(both, answers, beside):
    flask, _ = both
    for number, (writer, reader) in enumerate([(flask, beside), (beside, flask)]):
        path = f"/api/v1/metrics/top-pages?project=acme-web&n={number}"
        first = get(writer, path).json()
        version = flask.cache.get("analytics:version:1") or "0"
        key = f"analytics:metrics:1:{version}:top_pages:n={number}&project=acme-web"
        assert json.loads(flask.cache.get(key)) == first
        flask.cache.set(key, json.dumps({"marked": number}), ex=60)
        assert get(reader, path).json() == {"marked": number}


def test_each_forgets_when_the_other_takes_events(both, answers, beside):
    flask, _ = both
    path = "/api/v1/metrics/timeseries?project=acme-docs&from=2024-02-01&to=2024-02-01&name=both"
    event = {"project": "acme-docs", "name": "both", "visitor": "v", "timestamp": "2024-02-01"}
    headers = {"Authorization": "Bearer dev-token-bob"}
    for number, (writer, reader) in enumerate([(flask, beside), (beside, flask)], 1):
        get(reader, path)
        answer = writer.client.post("/api/v1/events", json=event, headers=headers)
        assert answer.status_code == 201
        assert [point["events"] for point in get(reader, path).json()["points"]] == [number]


def test_requests_of_both_count_together(both, answers, beside):
    flask, _ = both
    (key,) = flask.cache.keys("analytics:usage:1:*")
    before = int(flask.cache.get(key))
    get(flask, "/api/v1/auth/me")
    get(beside, "/api/v1/auth/me")
    assert int(flask.cache.get(key)) == before + 2


def test_a_remembered_session_is_kept_alive(both, answers, beside):
    flask, _ = both
    login = {"email": "ada@acme.example", "password": "ada-password"}
    for form, sent in ((login, 0), (dict(login, remember="on"), 1)):
        answer = flask.client.post("/login", data=form)
        cookie = answer.headers["set-cookie"].partition(";")[0]
        flask.client.cookies.clear()
        step = Step("me", "GET", "/api/v1/auth/me", {"Cookie": cookie})
        answers_of_both = [step.send(side.client) for side in (flask, beside)]
        one, two = (seen(step, answer) for answer in answers_of_both)
        assert one == two
        assert len(one["headers"]["set-cookie"]) == sent
    for answer in answers_of_both:
        renewed = answer.headers["set-cookie"].partition(";")[0]
        assert flask.client.get("/", headers={"Cookie": renewed}).status_code == 200
    for side in (flask, beside):
        side.client.cookies.clear()
    broken = Step("me", "GET", "/api/v1/auth/me", {"Cookie": cookie[:-2]})
    one, two = (seen(broken, broken.send(side.client)) for side in (flask, beside))
    assert one == two


@pytest.mark.parametrize(
    "headers",
    [
        b"Authorization: Bearer  \r\nX-Api-Token:  dev-token-bob \r\n",
        b"Authorization:  Bearer dev-token-bob  \r\nX-Request-Id: 4711 \t\r\n",
    ],
)
def test_spaces_around_headers_do_not_count(both, answers, headers):
    heads = []
    for side in both:
        url = side.client.base_url
        with socket.create_connection((url.host, url.port)) as connection:
            request = b"GET /api/v1/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            connection.sendall(request + headers + b"\r\n")
            heads.append(connection.makefile("rb").read().partition(b"\r\n\r\n")[0])
    assert all(head.startswith(b"HTTP/1.1 200 OK") for head in heads)
    assert len({b"4711\r\n" in head for head in heads}) == 1


ME = Step("me", "GET", "/api/v1/auth/me", {"Authorization": "Bearer dev-token-bob"})
TIMESERIES = Step(
    "timeseries", "GET", "/api/v1/metrics/timeseries", {"Authorization": "Bearer dev-token-grace"}
)


def test_both_do_without_a_cache_that_refuses(both, answers, ask):
    cache = both[0].cache
    cache.config_set("maxmemory", 1)
    try:
        for step in (ME, TIMESERIES):
            flask, fast = ask(step)
            assert fast == flask
            assert flask["status"] == 200
    finally:
        cache.config_set("maxmemory", 0)


def test_both_say_that_the_database_is_down_and_come_back(both, answers, ask):
    template = both[0].database.replace("/postgres?", "/template1?")
    other = type(both[0])(template, both[0].redis_url)
    other.cache.close()
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname IN ('postgres', 'fast')"
    )
    other.rows(end)
    time.sleep(0.2)
    assert [answer["status"] for answer in ask(ME)] == [200, 200]
    for name in ("postgres", "fast"):
        other.rows(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    try:
        other.rows(end)
        time.sleep(0.2)
        flask, fast = ask(ME)
    finally:
        for name in ("postgres", "fast"):
            other.rows(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert fast == flask
    assert flask["status"] == 503
    assert [answer["status"] for answer in ask(ME)] == [200, 200]


def test_the_provider_cannot_be_reached(both, answers, ask, provider):
    provider.terminate()
    provider.wait(10)
    flask, fast = ask(
        Step("x", "GET", "/api/v1/accounts/1/company", {"Authorization": "Bearer dev-token-ada"})
    )
    assert fast == flask
    assert flask["status"] == 502
