"""Limits of how often a client may ask, compared with those of Flask-Limiter itself."""

from __future__ import annotations

import functools
import warnings
from dataclasses import dataclass
from typing import Any

import flask
import flask_limiter
import flask_limiter.util
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limits.errors import ConfigurationError

from unflask.runtime import limiter as ours_limiter
from unflask.runtime.application import Application
from unflask.runtime.context import current_request
from unflask.runtime.errors import abort
from unflask.runtime.responses import Response

from .both import in_braces
from .pairs import Ask, Client, FlaskClient, compare

NOW = 1_700_000_000.25


@dataclass
class Side:
    """One of the two frameworks, by the names that an application uses."""

    app: Any
    module: Any
    remote: Any
    request: Any
    response: Any
    stop: Any
    limiter: Any = None

    def get(self, rule):
        return self.app.get(rule if isinstance(self.app, flask.Flask) else in_braces(rule))

    def limited(self, **options):
        self.limiter = self.module.Limiter(
            options.pop("key_func", self.remote), **{"storage_uri": "memory://", **options}
        )
        return self.limiter


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """One moment for both sides, so that no window ends in between."""
    monkeypatch.setattr("time.time", lambda: NOW)


def sides():
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    yield Side(
        theirs,
        flask_limiter,
        flask_limiter.util.get_remote_address,
        lambda: flask.request,
        flask.Response,
        flask.abort,
    )
    yield Side(
        ours, ours_limiter, ours_limiter.get_remote_address, current_request, Response, abort
    )


def check(declare, requests, **config):
    """Declare an application on both sides, and have it asked."""
    both = list(sides())
    for side in both:
        side.app.config.update(PROPAGATE_EXCEPTIONS=False, **config)
        declare(side)
    compare(both[0].app, both[1].app, requests)
    return both


def plain(side, **options):
    limiter = side.limited(**options)

    @side.app.get("/limited")
    @limiter.limit("2/day")
    def limited():
        return "limited"

    @side.app.get("/plain")
    def plain():
        return "plain"

    @side.app.post("/plain")
    def posted():
        return "posted"

    @side.app.get("/exempt")
    @limiter.exempt
    def exempt():
        return "exempt"

    @side.app.get("/gone")
    def gone():
        side.stop(410)

    limiter.init_app(side.app)


ROUND = ["GET /limited", "HEAD /limited", "OPTIONS /limited", "GET /plain", "POST /plain"]
ROUND += ["GET /exempt", "GET /gone", "GET /nowhere", "DELETE /limited", "GET /limited?q=1"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"headers_enabled": True},
        {"default_limits": ["3/day", "1 per 2 days"]},
        {"default_limits": ["3/day;9/month"], "headers_enabled": True},
        {"default_limits": [lambda: "1/day"], "default_limits_per_method": True},
        {"default_limits": ["4/day"], "default_limits_cost": 2, "headers_enabled": True},
        {"default_limits": ["4/day"], "default_limits_exempt_when": lambda: True},
        {"application_limits": ["7/day"], "headers_enabled": True},
        {"application_limits": ["7/day"], "default_limits": ["2/day"], "headers_enabled": True},
        {"application_limits": ["3/day"], "application_limits_per_method": True},
        {"headers_enabled": True, "retry_after": "http-date"},
        {"headers_enabled": True, "strategy": "moving-window", "default_limits": ["1/hour"]},
        {"headers_enabled": True, "strategy": "sliding-window-counter", "key_prefix": "a"},
        {"enabled": False, "default_limits": ["1/day"], "headers_enabled": True},
        {"key_func": lambda: ""},
        {"default_limits": ["nonsense"]},
        {"default_limits": ["nonsense"], "swallow_errors": True},
    ],
)
def test_answers_and_headers_are_those_of_flask_limiter(options):
    check(lambda side: plain(side, **options), ROUND * 3)


@pytest.mark.parametrize(
    "config",
    [
        {"RATELIMIT_DEFAULT": "3/day;1 per 2 days", "RATELIMIT_HEADERS_ENABLED": True},
        {"RATELIMIT_DEFAULT": "1/day", "RATELIMIT_DEFAULTS_PER_METHOD": True},
        {"RATELIMIT_APPLICATION": "5/day", "RATELIMIT_KEY_PREFIX": "a"},
        {"RATELIMIT_ENABLED": False, "RATELIMIT_DEFAULT": "1/day"},
        {"RATELIMIT_DEFAULTS_COST": 3, "RATELIMIT_DEFAULT": "4/day"},
        {"RATELIMIT_STRATEGY": "moving-window", "RATELIMIT_HEADERS_ENABLED": True},
        {"RATELIMIT_HEADERS_ENABLED": True, "RATELIMIT_HEADER_LIMIT": "X-Limit"},
        {"RATELIMIT_HEADERS_ENABLED": True, "RATELIMIT_HEADER_RETRY_AFTER_VALUE": "http-date"},
        {"RATELIMIT_DEFAULT": "nonsense", "RATELIMIT_SWALLOW_ERRORS": True},
        {
            "RATELIMIT_STORAGE_URI": "memory://",
            "RATELIMIT_STORAGE_OPTIONS": {"wrap_exceptions": True},
        },
    ],
)
@pytest.mark.parametrize("options", [{}, {"headers_enabled": False, "default_limits": ["2/day"]}])
def test_settings_count_where_code_says_nothing(config, options):
    check(lambda side: plain(side, **options), ROUND * 2, **config)


def test_header_names_may_be_given_in_code():
    def declare(side):
        names = side.module.HeaderNames
        plain(
            side,
            headers_enabled=True,
            header_name_mapping={names.LIMIT: "X-L", names.RETRY_AFTER: "X-Later"},
        )

    check(declare, ROUND * 2, RATELIMIT_HEADER_LIMIT="X-Other", RATELIMIT_HEADER_RESET="X-R")


TERMS = {
    "for some methods": lambda side: {"methods": ["post"]},
    "for no methods": lambda side: {"methods": ()},
    "by method": lambda side: {"per_method": True},
    "message": lambda side: {"error_message": "Slow <b>down</b>\nplease"},
    "computed message": lambda side: {"error_message": lambda: "you asked " + side.request().path},
    "by a header": lambda side: {"key_func": lambda: side.request().headers.get("X-Key", "nobody")},
    "exempt": lambda side: {"exempt_when": lambda: side.request().args.get("free") == "1"},
    "beside defaults": lambda side: {"override_defaults": False},
    "cost": lambda side: {"cost": 2},
    "computed cost": lambda side: {"cost": lambda: int(side.request().args.get("cost", 1))},
    "scope": lambda side: {"scope": "mine"},
    "computed scope": lambda side: {"scope": lambda endpoint: endpoint + "!"},
    "deducted": lambda side: {"deduct_when": lambda response: response.status_code == 400},
    "breach ignored": lambda side: {"on_breach": lambda limit: ("no", 418)},
    "breach answered": lambda side: {
        "on_breach": lambda limit: side.response(
            f"{limit.limit} {limit.key} {limit.breached} {limit.remaining} {limit.reset_at}", 418
        )
    },
    "breach fails": lambda side: {"on_breach": lambda limit: 1 / 0},
    "breach aborts": lambda side: {"on_breach": lambda limit: side.stop(403)},
}


@pytest.mark.parametrize("terms", TERMS.values(), ids=TERMS.keys())
@pytest.mark.parametrize("options", [{}, {"default_limits": ["3/day"], "headers_enabled": True}])
@pytest.mark.parametrize("swallow", [False, True])
def test_terms_of_a_limit_mean_the_same(terms, options, swallow):
    def declare(side):
        limiter = side.limited(swallow_errors=swallow, **options)

        @side.get("/<int:number>")
        @limiter.limit("2/day;5/month", **terms(side))
        def view(number):
            if number == 4:
                side.stop(400)
            now = limiter.current_limit
            return f"{number} {now and (str(now.limit), now.key, now.remaining, now.window)}"

        side.app.post("/post")(view_of_post(limiter, terms(side)))
        limiter.init_app(side.app)

    def view_of_post(limiter, how):
        @limiter.limit("1/day", **how)
        def posted():
            return str([state.key for state in limiter.current_limits])

        return posted

    asked = [
        "GET /1",
        "HEAD /1",
        "GET /4",
        "OPTIONS /1",
        "POST /post",
        Ask("GET /2", {"X-Key": "k"}),
    ]
    check(declare, [*asked, "GET /1?free=1", "GET /1?cost=4", *asked])


def test_limits_that_are_stacked_count_once_each_and_the_shortest_is_shown():
    def declare(side):
        limiter = side.limited(headers_enabled=True, fail_on_first_breach=False)
        breached = []

        def noting(limit):
            breached.append(str(limit.limit))

        def through(function):
            @functools.wraps(function)
            def inner(*args, **kwargs):
                return f"({function(*args, **kwargs)})"

            return inner

        @side.app.get("/")
        @limiter.limit("5/month", on_breach=noting)
        @through
        @limiter.limit("2/day", on_breach=noting)
        @limiter.limit("3/hour", on_breach=noting)
        @limiter.limit("3/hour", on_breach=noting)
        def view():
            return "; ".join(f"{s.limit} {s.remaining}" for s in limiter.current_limits)

        @side.app.get("/breached")
        def told():
            return str(breached)

        limiter.init_app(side.app)

    check(declare, [*["GET /"] * 7, "GET /breached"])


def test_functions_that_are_no_views_are_limited_for_each_endpoint():
    def declare(side):
        limiter = side.limited(default_limits=["4/day"], headers_enabled=True)

        @limiter.limit("2/day")
        def helper():
            return "helped"

        @limiter.limit("2/day", override_defaults=False)
        def mild():
            return "mildly"

        @side.app.get("/a")
        def a():
            return helper()

        @side.app.get("/b")
        @limiter.limit("3/day")
        def b():
            return helper() + str(limiter.current_limit.key)

        @side.app.get("/c")
        def c():
            try:
                return mild()
            except side.module.RateLimitExceeded as error:
                return f"{error.description} {error.limit.limit} {error.code}", 418

        limiter.init_app(side.app)

    check(declare, [f"GET /{name}" for name in "abcabccbaabcc"])


def test_default_limits_stand_back_once_a_view_is_known_to_call_a_limited_function():
    def declare(side):
        limiter = side.limited(default_limits=["2/day"])

        @limiter.limit("9/day")
        def helper():
            return "helped"

        @side.app.get("/a")
        def a():
            return helper() if side.request().args.get("help") else "alone"

        limiter.init_app(side.app)

    check(declare, [*["GET /a?help=1"] * 4, *["GET /a"] * 3])
    check(declare, [*["GET /a"] * 3, "GET /a?help=1"])


def test_limits_of_an_exempt_function_do_not_count():
    def declare(side):
        limiter = side.limited(default_limits=["1/day"], application_limits=["2/day"])

        @side.app.get("/")
        @limiter.exempt
        @limiter.limit("1/day")
        def view():
            return str(limiter.current_limits)

        limiter.init_app(side.app)

    check(declare, ["GET /"] * 3)


def test_a_breach_is_told_to_the_limiter_and_to_the_limit():
    def declare(side):
        told = []

        def first(limit):
            told.append(f"first {limit.limit}")
            return side.response("first", 418)

        def second(limit):
            told.append(f"second {limit.limit}")
            return side.response("second", 419) if side.request().args.get("second") else None

        limiter = side.limited(on_breach=first, fail_on_first_breach=False)

        @side.app.get("/")
        @limiter.limit("1/day", on_breach=second)
        @limiter.limit("1/hour", on_breach=first)
        def view():
            return "view"

        @side.app.get("/told")
        def tell():
            return str(told)

        limiter.init_app(side.app)

    check(declare, ["GET /", "GET /", "GET /?second=1", "GET /told"])


def test_shared_limits_are_counted_together():
    def declare(side):
        limiter = side.limited(headers_enabled=True)
        shared = limiter.shared_limit("3/day", scope="both")
        computed = limiter.shared_limit("2/day", scope=lambda endpoint: endpoint[:1], cost=1)

        @side.app.get("/a1")
        @shared
        @limiter.limit("5/day")
        def a1():
            return "a1"

        @side.app.get("/a2")
        @shared
        def a2():
            return "a2"

        @side.app.get("/b1")
        @computed
        def b1():
            return "b1"

        @side.app.get("/b2")
        @computed
        def b2():
            return "b2"

        limiter.init_app(side.app)

    check(declare, ["GET /a1", "GET /a2", "GET /b1", "GET /b2"] * 3)


def test_handlers_of_429_and_of_the_class_answer():
    def declare(side, kind):
        limiter = side.limited(headers_enabled=True)

        @side.app.errorhandler(429 if kind == "code" else side.module.RateLimitExceeded)
        def handle(error):
            return (
                f"{error.code} {error.name} {error.description} {error.limit.limit} {error.retry_after}",
                429,
            )

        @side.app.get("/")
        @limiter.limit("1/day", on_breach=lambda limit: side.response("breach"))
        def view():
            return "view"

        limiter.init_app(side.app)

    for kind in ("code", "class"):
        check(lambda side, kind=kind: declare(side, kind), ["GET /"] * 3)


def test_default_limits_take_their_place_among_the_functions_before_requests():
    def declare(side):
        seen = []

        @side.app.before_request
        def first():
            seen.append("first")

        limiter = side.limited(default_limits=["1/day"], app=side.app)

        @side.app.before_request
        def second():
            seen.append("second")
            return "stop" if side.request().args.get("stop") else None

        @limiter.request_filter
        def passes():
            return side.request().headers.get("X-Pass") == "1"

        @side.app.get("/")
        def view():
            return str(seen)

        @side.app.get("/late")
        @limiter.limit("1/day")
        def late():
            return str(seen)

    asked = ["GET /", "GET /late?stop=1", "GET /late", "GET /late"]
    check(declare, [*asked, *asked, Ask("GET /", {"X-Pass": "1"}), "GET /"])


def test_hooks_and_handlers_may_be_limited():
    def declare(side):
        limiter = side.limited(headers_enabled=True, default_limits=["5/day"])
        limiter.init_app(side.app)

        @side.app.before_request
        @limiter.limit("6/day", override_defaults=False)
        def hook():
            if side.request().args.get("stop"):
                return str([state.key for state in limiter.current_limits])
            return None

        @side.app.errorhandler(404)
        @limiter.limit("1/day")
        def missing(error):
            return "missing", 404

        @side.app.get("/a")
        def a():
            return str(limiter.current_limit)

        @side.app.get("/b")
        @limiter.limit("2/day")
        def b():
            side.stop(404)

    asked = ["GET /b", "GET /b?stop=1", "GET /nowhere", "OPTIONS /b", "HEAD /b", "POST /b"]
    check(declare, asked * 4)


def test_coroutine_functions_are_limited():
    side = list(sides())[1]
    limiter = side.limited(app=side.app)

    @side.app.get("/")
    @limiter.limit("2/day")
    async def view():
        return str(limiter.current_limit.remaining)

    client = Client(side.app)
    answers = [client.ask("GET /") for _ in range(3)]
    assert [(a.status, a.body) for a in answers[:2]] == [(200, b"1"), (200, b"0")]
    assert answers[2].status == 429


def test_a_retry_after_of_the_application_is_kept_if_it_is_later():
    def declare(side):
        limiter = side.limited(headers_enabled=True)

        @side.get("/<path:value>")
        @limiter.limit("9/day", key_func=lambda: side.request().path)
        def view(value):
            return "later", 503, {"Retry-After": value}

        limiter.init_app(side.app)

    days = ("3600", "9999999", "Wed,%2021%20Oct%202037%2007:28:00%20GMT", "nonsense", "-5")
    check(declare, [f"GET /{value}" for value in days])


def test_a_limiter_may_be_switched_off_and_begin_anew():
    both = check(plain, ["GET /limited"] * 3)
    for switch, expected in (("off", 200), ("on", 429), ("reset", 200)):
        for side, client in zip(both, (FlaskClient, Client), strict=True):
            if switch == "reset":
                side.limiter.reset()
            else:
                side.limiter.enabled = switch == "on"
            assert client(side.app).ask("GET /limited").status == expected


def test_two_limiters_of_one_application_count_apart():
    def declare(side):
        one, two = side.limited(headers_enabled=True), side.limited(default_limits=["4/day"])

        @side.app.get("/")
        @one.limit("2/day", override_defaults=False)
        @two.limit("3/day")
        def view():
            return f"{one.current_limit.limit} {two.current_limit.limit}"

        one.init_app(side.app)
        two.init_app(side.app)
        two.init_app(side.app)

    check(declare, ["GET /"] * 4)


def test_a_limiter_serves_several_applications_with_the_settings_of_the_first():
    theirs, ours = sides()
    limiters = [side.limited(headers_enabled=None) for side in (theirs, ours)]
    for default in ("2/day", "1/day"):
        again = list(sides())
        for side, limiter in zip(again, limiters, strict=True):
            side.app.config.update(RATELIMIT_DEFAULT=default, RATELIMIT_HEADERS_ENABLED=True)
            side.app.get("/")(lambda: "view")
            limiter.init_app(side.app)
        compare(again[0].app, again[1].app, ["GET /"] * 3)


def test_an_application_that_is_not_there_yet_comes_by_init_app():
    ours = list(sides())[1]
    made = ours_limiter.Limiter(ours.remote, app=None)
    assert not made.initialized
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        made.init_app(ours.app)
    assert "RATELIMIT_STORAGE_URI" in str(told[0].message)
    assert made in ours.app.extensions["limiter"]
    assert made.initialized


def test_what_has_no_counterpart_is_refused_at_the_start():
    for setting in ("RATELIMIT_META", "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"):
        ours = list(sides())[1]
        ours.app.config[setting] = "1/day"
        with pytest.raises(RuntimeError, match=setting):
            ours.limited(app=ours.app)
    ours = list(sides())[1]
    with pytest.raises(ConfigurationError):
        ours.limited(app=ours.app, strategy="by mood")


def test_a_limit_of_all_routes_is_refused_where_some_are_on_flask():
    ours = list(sides())[1]
    ours.app.config.update(RATELIMIT_APPLICATION="9/day", PROPAGATE_EXCEPTIONS=True)
    ours.app.get("/")(lambda: "view")
    ours.limited(app=ours.app)
    assert Client(ours.app).ask("GET /").status == 200
    ours.app.fallback = lambda scope, receive, send: None
    with pytest.raises(RuntimeError, match="RATELIMIT_APPLICATION"):
        Client(ours.app).ask("GET /")


def test_a_storage_that_both_sides_have_counts_for_both(monkeypatch):
    theirs, ours = sides()
    for side in (theirs, ours):
        limiter = side.limited(app=side.app, key_prefix="a")
        side.app.get("/")(limiter.limit("3/day")(view))
    monkeypatch.setattr(ours.limiter.limiter, "storage", theirs.limiter.storage)
    for client in (FlaskClient(theirs.app), Client(ours.app), FlaskClient(theirs.app)):
        assert client.ask("GET /").status == 200
    assert Client(ours.app).ask("GET /").status == 429


def view():
    return "view"


def test_nothing_is_known_of_limits_outside_of_requests():
    for side in sides():
        limiter = side.limited(app=side.app)
        with pytest.raises(RuntimeError):
            _ = limiter.current_limit


LIMITS = st.builds(
    "{}/{}".format, st.integers(1, 4), st.sampled_from(["hour", "day", "2 days", "month"])
)
DECORATION = st.fixed_dictionaries(
    {
        "limit_value": LIMITS,
        "override_defaults": st.booleans(),
        "per_method": st.booleans(),
        "methods": st.sampled_from([None, ["GET"], ["POST", "head"]]),
        "cost": st.integers(0, 2),
    }
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(DECORATION, max_size=3),
    st.lists(LIMITS, max_size=2),
    st.lists(LIMITS, max_size=1),
    st.booleans(),
    st.lists(st.sampled_from(["GET", "HEAD", "POST", "OPTIONS"]), min_size=1, max_size=8),
)
def test_any_limits_together_come_to_the_same(decorations, defaults, wide, first, methods):
    def declare(side):
        limiter = side.limited(
            default_limits=defaults,
            application_limits=wide,
            headers_enabled=True,
            fail_on_first_breach=first,
        )

        def view():
            return str([(s.key, s.remaining, s.breached) for s in limiter.current_limits])

        for decoration in decorations:
            view = limiter.limit(**decoration)(view)
        side.app.add_url_rule("/", view_func=view, methods=["GET", "POST"])
        limiter.init_app(side.app)

    check(declare, [f"{method} /" for method in methods])
