"""Results with one of everything, for all the reports."""

import pytest

from unflask.model import audit as a
from unflask.model import result as r


@pytest.fixture
def result():
    return r.Result(
        "shop:create_app()",
        "shop:create_app",
        "wire",
        routes=(
            r.RouteResult(
                "/ok", ("GET", "HEAD", "OPTIONS"), "ok", "shop.py", 5, "converted", "def"
            ),
            r.RouteResult(
                "/<x>", ("POST",), "half", "shop.py", 9, "marked", "def", "a <b>computed</b> name"
            ),
            r.RouteResult("/old", ("GET",), "old", "shop.py", 20, "left", "def", "uses admin"),
        ),
        markers=(r.Marker("UF201", "my shop.py", 11, "the endpoint is computed"),),
        tightenings=(r.Tightening("POST /items", "name must be text", 0),),
        flags=(r.Flag("UF401", "shop.py", 30, "the answer holds password"),),
        files=("shop.py",),
    )


@pytest.fixture
def verification():
    def verdict(rule, state, exchanges, equal):
        return r.RouteVerdict(rule, ("GET",), rule, state, exchanges, equal, "shop.py", 5)

    return r.Verification(
        exchanges=5,
        equal=4,
        differences=(
            r.Divergence("GET /d?q=<i>", "header Location", "/a", "/b", "slashes differ"),
        ),
        routes=(
            verdict("/p", "proven", 4, 4),
            verdict("/l", "left", 0, 0),
            verdict("/u", "unproven", 0, 0),
            verdict("/d", "different", 1, 0),
        ),
        suite=r.SuiteRun(24, 0, 23, 1, ("tests/test_a.py::test_b",)),
        notes=("Dates were masked.",),
    )


@pytest.fixture
def audit():
    return a.Audit(
        a.AppFound("shop:create_app", factory=True, path="shop.py", line=1),
        routes=(
            a.AuditRoute("/ok", ("GET", "HEAD"), "ok", "shop.py", 5, "both"),
            a.AuditRoute("/x", ("GET",), "x", "shop.py", 6, "live", "hard", "made at run time"),
        ),
        extensions=(
            a.ExtensionUse("Flask-Login", "auth.py", 3, "left on Flask", "routes stay"),
            a.ExtensionUse("Flask-Cors", "shop.py", 4, "converted", "CORSMiddleware"),
        ),
        context_uses=(
            a.ContextUse("request", "payload", "api.py", 8, "json", ("create", "payload")),
            a.ContextUse("g", "user", "auth.py", 9),
        ),
        blocking_calls=(a.BlockingCall("requests.get", "api.py", 12, "fetch", ("ok",)),),
        hooks=(a.HookUse("before_request", "load_user", "auth.py", 20),),
        error_handlers=(a.ErrorHandlerUse("404", "missing", "shop.py", 40),),
        syntax_errors=(a.SyntaxFault("old.py", 2, "invalid syntax"),),
        findings=(a.Finding("UF301", "warning", "shop.py", 4, "the secret is in the source"),),
        order=(a.OrderStep("plain routes", "nothing stands in the way", ("ok",)),),
        files=3,
        lines=1200,
    )
