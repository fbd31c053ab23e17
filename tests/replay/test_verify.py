"""The whole proof, from a migrated tree to its evidence."""

import json
import shutil

import pytest

from unflask.replay.verify import Event, Options, VerifyError, verify

from .conftest import ROUTES, SHOP

TWIN = SHOP / "fastapi_side"


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "out"
    shutil.copytree(TWIN, place)
    routes = [
        {"rule": r.rule, "methods": list(r.methods), "endpoint": r.endpoint, "state": "converted"}
        for r in ROUTES
    ]
    record = {"asgi": "app:app", "app": "app", "fidelity": "wire", "routes": routes}
    (place / ".unflask").mkdir()
    (place / ".unflask" / "migration.json").write_text(json.dumps(record))
    return place


def prove(out, **options):
    options.setdefault("requests", [SHOP / "requests.http"])
    return verify(out, source=SHOP / "flask_side", suite=False, **options)


def evidence(out):
    folder = out / ".unflask" / "evidence"
    return {file.name: file.read_text() for file in sorted(folder.iterdir())}


def test_a_faithful_app_is_proven_and_the_evidence_is_told_in_files(out, tmp_path):
    events = []
    verdict = prove(out, progress=events.append)
    data = verdict.to_json()
    assert data["exchanges"] == data["equal"] > 200
    assert data["differences"] == []
    states = {row["rule"]: row["state"] for row in data["routes"]}
    assert states.pop("/boom") == "unproven"
    assert set(states.values()) == {"proven"}
    assert {"token", "page"} <= {note["name"] for note in data["noise"]}
    files = evidence(out)
    assert sorted(files) == ["differences.md", "exchanges.jsonl", "verdict.json"]
    assert json.loads(files["verdict.json"]) == data
    lines = [json.loads(line) for line in files["exchanges.jsonl"].splitlines()]
    assert len(lines) == data["exchanges"]
    assert lines[0]["expected"]["status"] == 200
    for text in files.values():
        assert str(tmp_path) not in text
        assert str(SHOP) not in text
        assert "unflask-" not in text
    assert {event.stage for event in events} == {"original", "original again", "migrated"}
    assert events[-1] == Event("original again", data["exchanges"], data["exchanges"])


def seed(out, old, new):
    file = out / "app.py"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_differences_are_told_to_a_reader(out):
    seed(out, "<p>Hello</p>", "<p>Bye</p>")
    verdict = prove(out)
    assert not verdict.proven
    text = evidence(out)["differences.md"]
    assert "## GET /\n" in text
    assert "  - Flask: `<p>Hello</p>`\n  - FastAPI: `<p>Bye</p>`" in text


def test_sessions_that_the_original_cannot_read_are_found(out):
    seed(out, 'salt="cookie-session"', 'salt="mine"')
    verdict = prove(out)
    found = {(d.aspect, d.where, d.cause.code) for d in verdict.differences}
    assert found == {("cookie:session", "signature", "UV145")}


def test_the_source_may_be_noted_beside_the_result(out):
    routes_only = Options(generated=False)
    (out / ".unflask" / "local.json").write_text(json.dumps({"source": str(SHOP / "flask_side")}))
    verdict = verify(out, requests=[SHOP / "requests.http"], suite=False, options=routes_only)
    assert verdict.exchanges == verdict.equal > 30


def test_nothing_to_replay_proves_nothing(out):
    verdict = prove(out, requests=[], options=Options(generated=False))
    assert verdict.exchanges == 0
    assert {proof.state for proof in verdict.routes} == {"unproven"}
    assert not verdict.proven


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda out: shutil.rmtree(out / ".unflask"), "not a migrated app"),
        (lambda out: (out / ".unflask" / "migration.json").write_text("{"), "not valid JSON"),
    ],
)
def test_what_is_no_result_of_a_migration_is_told(out, break_it, told):
    break_it(out)
    with pytest.raises(VerifyError, match=told):
        prove(out)


def test_a_source_that_is_not_there_is_told(out, tmp_path):
    with pytest.raises(VerifyError, match="the original's folder is not there"):
        verify(out, source=tmp_path / "none")
    with pytest.raises(VerifyError, match="none is recorded"):
        verify(out)
