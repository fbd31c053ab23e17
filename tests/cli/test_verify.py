"""`unflask verify`: which original, which requests, which exit status, and where the report lies."""

import pytest

from unflask.model.errors import UserError
from unflask.model.exchange import Cause, Difference, Exchange, Request, to_json
from unflask.replay.settle import VerifyError

from .conftest import PROVEN, StubVerdict
from .test_migrate import refused


@pytest.fixture
def migrated(unflask, engine, shop, tmp_path):
    unflask("migrate", shop, "--out", tmp_path / "out")
    engine.calls.clear()
    return tmp_path / "out"


def test_all_proven_ends_with_0_and_says_where_to_look(unflask, engine, migrated, shop):
    result = unflask("verify", migrated)
    assert result.exit_code == 0
    assert "All 3 exchanges got the same answer" in result.stdout
    assert "report.html" in result.stdout
    ((_, arguments, _),) = engine.calls
    assert arguments == (migrated, shop)
    assert "<html" in (migrated / ".unflask" / "report.html").read_text()


def test_json_is_one_object(unflask, migrated, printed):
    data = printed(unflask("verify", migrated, "--json"))
    assert (data["exchanges"], data["equal"], data["differences"]) == (3, 3, [])
    assert data["routes"][0]["state"] == "proven"


@pytest.mark.parametrize("state", ["unproven", "marked", "left"])
def test_a_route_that_is_not_proven_ends_with_1(unflask, engine, migrated, state):
    engine.verification = StubVerdict(routes=[PROVEN, PROVEN | {"state": state}])
    assert unflask("verify", migrated).exit_code == 1


def test_a_difference_is_named_with_its_cause(unflask, engine, migrated):
    exchange = Exchange(Request("GET", "/?a=1"), name="first", source="a.http")
    cause = Cause("UV112", "FastAPI validates")
    difference = Difference(exchange, "status", "200", "422", cause)
    engine.verification = StubVerdict(
        equal=2,
        differences=[to_json(difference)],
        routes=[PROVEN | {"state": "different", "equal": 2}, PROVEN],
        suites={
            "before": {"passed": 24, "status": 0},
            "after": {"passed": 23, "failed": 1, "status": 1},
            "changed": [{"test": "tests/test_a.py::test_b"}],
        },
    )
    result = unflask("verify", migrated)
    assert result.exit_code == 1
    for part in (
        "1 of 3 exchanges",
        "GET /?a=1: status",
        "FastAPI validates",
        "23 pass and 1",
        "test_b",
    ):
        assert part in result.stdout
    assert result.stdout.index("answers differently") < result.stdout.index("proven  ")


def test_options_reach_the_engine(unflask, engine, migrated, tmp_path):
    requests = tmp_path / "a.http"
    requests.write_text("GET /\n")
    unflask("verify", migrated, "--requests", requests, "--requests", tmp_path, "--no-suite")
    ((_, _, options),) = engine.calls
    assert options["requests"] == (requests, tmp_path)
    assert options["suite"] is False


def test_settings_of_the_original_are_defaults(unflask, engine, migrated, shop):
    (shop / "pyproject.toml").write_text(
        '[tool.unflask]\nrequests = "all.http"\nsetup = "flask init-db"\n'
    )
    (shop / "all.http").write_text("GET /\n")
    unflask("verify", migrated)
    ((_, _, options),) = engine.calls
    assert options["requests"] == (shop / "all.http",)
    assert options["suite"] is True
    assert options["setup"] == ("flask", "init-db")


def test_requests_that_lie_in_the_original_are_found(unflask, engine, migrated, shop):
    (shop / "requests.http").write_text("GET /\n")
    (shop / "requests").mkdir()
    unflask("verify", migrated)
    ((_, _, options),) = engine.calls
    assert options["requests"] == (shop / "requests", shop / "requests.http")


def test_an_original_that_has_moved_is_asked_for(unflask, engine, migrated, shop, tmp_path):
    shop.rename(tmp_path / "elsewhere")
    refused(unflask("verify", migrated), "not where it was", "--source")
    assert unflask("verify", migrated, "--source", tmp_path / "elsewhere").exit_code == 0


def test_a_folder_that_is_no_result(unflask, engine, shop, tmp_path):
    refused(unflask("verify", shop), "no result of `unflask migrate`")
    refused(unflask("verify", tmp_path / "no"), "does not exist")


def test_a_damaged_record(unflask, engine, migrated):
    (migrated / ".unflask" / "migration.json").write_text('{"asgi": 1}')
    refused(unflask("verify", migrated), "damaged", "unflask migrate")


def test_requests_that_are_not_there(unflask, engine, migrated):
    refused(unflask("verify", migrated, "--requests", "no.http"), "no.http does not exist")


def test_interrupted(unflask, engine, migrated):
    engine.error = KeyboardInterrupt()
    refused(unflask("verify", migrated), "stopped")


def test_an_application_that_does_not_start(unflask, engine, migrated):
    engine.error = UserError("shop does not start: ModuleNotFoundError: No module named 'redis'.")
    refused(unflask("verify", migrated), "No module named 'redis'")


def test_what_keeps_the_proof_from_starting_is_the_users_to_know(unflask, engine, migrated):
    engine.error = VerifyError("the original's folder is not there")
    refused(unflask("verify", migrated), "is not there")


def test_an_application_without_tests_is_told(unflask, engine, migrated):
    engine.verification = StubVerdict(suites={"before": {"tests": 0, "log": ""}, "after": None})
    assert "no tests of its own" in unflask("verify", migrated).stdout


def test_exchanges_without_a_conclusion_are_told(unflask, engine, migrated):
    row = {"name": "GET /now", "source": "a.http", "reason": "the original answers 200 or 500"}
    engine.verification = StubVerdict(exchanges=4, unsettled=[row], noise=[{"name": "x"}])
    result = unflask("verify", migrated)
    assert "3 of 4 exchanges got the same answer" in result.stdout
    assert "No conclusion from GET /now" in result.stdout
    assert "In 1 of the exchanges Flask itself" in result.stdout
