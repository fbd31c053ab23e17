"""Requests made up from routes."""

import pytest

from unflask.replay.generate import bad_paths, generate, good_paths
from unflask.replay.rules import Matcher, Route

RULES = [
    "/", "/a", "/a/", "/<int:n>", "/<int:n>/b/<x>", "/<float:f>/", "/<path:p>", "/p/<path:p>/e",
    "/<uuid:u>", "/<any(a, b):c>", "/<string(length=2):s>", "/<string(minlength=9):s>", "/<own:o>",
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_good_paths_match_their_rule_and_bad_ones_do_not(rule):
    route = Route(rule, ("GET",))
    matcher = Matcher([route])
    for path in good_paths(route):
        assert matcher.match("GET", path).how == "own", path
    for path in bad_paths(route):
        match = matcher.match("GET", path)
        assert match is None or match.how == "slash", path


def sent(routes, **options):
    return [(e.request.method, e.request.target) for e in generate(routes, **options)]


def test_safe_methods_come_first_and_unsafe_ones_only_if_wanted():
    routes = [Route("/a", ("GET", "POST", "HEAD", "OPTIONS")), Route("/b/", ("DELETE",))]
    methods = [method for method, _ in sent(routes)]
    assert methods.index("POST") > max(i for i, m in enumerate(methods) if m == "GET")
    careful = sent(routes, unsafe=False)
    assert ("POST", "/a") not in careful
    assert ("DELETE", "/b/") not in careful
    # A method that no rule of the path has can do no harm.
    assert ("DELETE", "/a") in careful


def test_a_route_gets_its_slash_its_options_and_an_unknown_path():
    requests = sent([Route("/a", ("GET",))])
    for request in (
        ("GET", "/a/"),
        ("HEAD", "/a"),
        ("OPTIONS", "/a"),
        ("GET", "/no-such-path-here"),
    ):
        assert request in requests


def test_clients_repeat_the_plain_gets_with_their_cookies():
    found = generate([Route("/a", ("GET",))], clients=("x.http",))
    (exchange,) = [e for e in found if e.client]
    assert (exchange.client, exchange.cookies) == ("x.http", "read")


def test_known_files_get_conditional_and_range_requests():
    found = generate(
        [Route("/static/<path:filename>", ("GET",))],
        samples={"/static/<path:filename>": ["css/a.css"]},
    )
    headers = {e.request.headers for e in found if e.request.target == "/static/css/a.css"}
    assert (("Range", "bytes=0-4"),) in headers
    assert (("If-None-Match", "*"),) in headers


def test_generating_is_deterministic_and_repeats_nothing():
    routes = [Route(rule, ("GET", "POST")) for rule in RULES]
    found = generate(routes)
    assert found == generate(routes)
    keys = [(e.request, e.client) for e in found]
    assert len(keys) == len(set(keys))
