"""Settings that decide which host an application answers for, and under which it is known."""

from __future__ import annotations

import pytest

from .both import Both
from .pairs import Ask

HOSTS = (
    "localhost",
    "LOCALHOST",
    "shop.example:80",
    "a.shop.example:8080",
    "evil.com",
    "xshop.example",
)


@pytest.mark.parametrize(
    "settings",
    [
        {"TRUSTED_HOSTS": ["localhost", ".shop.example"]},
        {"TRUSTED_HOSTS": []},
        {"TRUSTED_HOSTS": "shop.example:99"},
        {"SERVER_NAME": "Shop.Example:80"},
        {"SERVER_NAME": "shop.example:8080", "APPLICATION_ROOT": "/app"},
    ],
    ids=str,
)
def test_hosts_are_those_of_flask(settings):
    both = Both(**settings)
    both.route("/slash/")(lambda: "slash")
    paths = ("/slash/", "/slash", "/nothing")
    both.compare(*(Ask(f"GET {path}", {"Host": host}) for path in paths for host in HOSTS))
