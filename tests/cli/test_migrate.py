"""`unflask migrate`: what it prints, what it writes, and what it refuses."""

import os
import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest

from unflask.model.errors import RecipeError, UserError

from .conftest import MARKED, RESULT, StubMigration


def refused(result, *parts):
    """Check for exit status 2, one sentence on stderr, no data and no traceback."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    for part in parts:
        assert part in result.stderr


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_all_converted_ends_with_0_and_prints_the_table(unflask, engine, shop, tmp_path):
    result = unflask("migrate", shop, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "converted" in result.stdout
    assert "shop.py:5" in result.stdout
    assert f"unflask verify {tmp_path / 'out'}" in result.stdout.replace("\n", "")


def test_a_marked_route_ends_with_1_and_names_its_line(unflask, engine, shop, tmp_path):
    engine.migration = StubMigration(replace(MARKED, source=str(shop)))
    result = unflask("migrate", shop, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "UF201 shop.py:7  a computed endpoint" in result.stdout


def test_json_is_one_object_with_all_that_other_tools_rely_on(
    unflask, engine, shop, tmp_path, printed
):
    data = printed(unflask("migrate", shop, "--out", tmp_path / "out", "--json"))
    assert set(data) >= {"asgi", "routes", "markers", "tightenings", "flags", "files", "source"}
    assert set(data["routes"][0]) >= {
        "rule", "methods", "endpoint", "path", "line", "state", "handler", "reason",
    }  # fmt: skip


def test_files_are_written_and_the_record_names_no_machine(unflask, engine, shop, tmp_path):
    unflask("migrate", shop, "--out", tmp_path / "out")
    written = tree(tmp_path / "out")
    assert written["shop.py"] == b"new = 1\n"
    assert written["data/a.bin"] == b"\0"
    assert str(tmp_path).encode() not in written[".unflask/migration.json"]


def test_a_file_keeps_the_mode_of_its_original(unflask, engine, shop, tmp_path):
    (shop / "shop.py").chmod(0o755)
    unflask("migrate", shop, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "shop.py").stat().st_mode & 0o777 == 0o755


def test_a_file_that_did_not_change_keeps_its_times(unflask, engine, shop, tmp_path):
    (shop / "data").mkdir()
    (shop / "data" / "a.bin").write_bytes(b"\0")
    os.utime(shop / "data" / "a.bin", (1_000_000_000, 1_000_000_000))
    unflask("migrate", shop, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "data" / "a.bin").stat().st_mtime == 1_000_000_000


@pytest.mark.parametrize("option", ["--diff", "--plan"])
def test_looking_writes_nothing_and_needs_no_out(unflask, engine, shop, tmp_path, option):
    before = tree(tmp_path)
    result = unflask("migrate", shop, option)
    assert result.exit_code == 0
    assert ("+++ shop.py" if option == "--diff" else '"steps"') in result.stdout
    assert tree(tmp_path) == before


def test_diff_with_an_out_still_writes_nothing(unflask, engine, shop, tmp_path, printed):
    data = printed(unflask("migrate", shop, "--out", tmp_path / "out", "--diff", "--json"))
    assert "+++ shop.py" in data["diff"]
    assert not (tmp_path / "out").exists()


def test_options_reach_the_engine(unflask, engine, shop, tmp_path):
    unflask(
        "migrate", shop, "--out", tmp_path / "out", "--routes", "GET /items*", "--routes", "/a",
        "--modernize", "iso-dates,drop-secrets", "--python", "python3",
    )  # fmt: skip
    ((_, _, options),) = engine.calls
    assert options == {
        "fidelity": "wire",
        "routes": ("GET /items*", "/a"),
        "modernize": ("iso-dates", "drop-secrets"),
        "python": "python3",
    }


def test_settings_of_the_project_are_defaults(unflask, engine, shop, tmp_path):
    (shop / "pyproject.toml").write_text('[tool.unflask]\nout = "../made"\nroutes = ["/x"]\n')
    unflask("migrate", shop)
    assert (tmp_path / "made" / "shop.py").is_file()
    assert engine.calls[0][2]["routes"] == ("/x",)


def test_a_path_that_is_not_there(unflask, engine, tmp_path):
    refused(unflask("migrate", tmp_path / "no", "--out", tmp_path / "o"), "no does not exist")


def test_a_path_that_is_a_file(unflask, engine, shop, tmp_path):
    refused(unflask("migrate", shop / "shop.py", "--out", tmp_path / "o"), "is a file", "--app")


def test_no_out(unflask, engine, shop):
    refused(unflask("migrate", shop), "--out DIR")


def test_no_flask_application(unflask, engine, shop, tmp_path):
    engine.error = UserError(f"No Flask application was found in {shop}.")
    refused(unflask("migrate", shop, "--out", tmp_path / "o"), "No Flask application")


def test_a_file_that_does_not_parse(unflask, engine, shop, tmp_path):
    engine.problems = (SimpleNamespace(path="a.py", line=3, message="invalid syntax"),)
    refused(unflask("migrate", shop, "--out", tmp_path / "o"), "a.py:3", "invalid syntax")
    assert not (tmp_path / "o").exists()


def test_out_that_is_not_empty_is_refused_and_stays(unflask, engine, shop, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("precious")
    refused(unflask("migrate", shop, "--out", tmp_path / "out"), "not empty", "--force")
    assert tree(tmp_path / "out") == {"mine.txt": b"precious"}


def test_force_replaces_out_whole(unflask, engine, shop, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.py").write_text("old")
    assert unflask("migrate", shop, "--out", tmp_path / "out", "--force").exit_code == 0
    assert "old.py" not in tree(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_out_that_is_an_empty_folder_needs_no_force(unflask, engine, shop, tmp_path):
    (tmp_path / "out").mkdir()
    assert unflask("migrate", shop, "--out", tmp_path / "out").exit_code == 0


@pytest.mark.parametrize(
    ("out", "why"),
    [("shop", "source itself"), ("shop/new", "inside the source"), (".", "contains the source")],
)
def test_out_may_not_touch_the_source_even_with_force(unflask, engine, shop, tmp_path, out, why):
    before = tree(tmp_path)
    refused(unflask("migrate", shop, "--out", tmp_path / out, "--force"), why)
    assert tree(tmp_path) == before


def test_out_that_is_a_link_to_the_source_is_seen_through(unflask, engine, shop, tmp_path):
    (tmp_path / "link").symlink_to(shop)
    refused(unflask("migrate", shop, "--out", tmp_path / "link", "--force"), "source itself")


def test_out_that_is_a_file(unflask, engine, shop, tmp_path):
    (tmp_path / "out").write_text("x")
    refused(unflask("migrate", shop, "--out", tmp_path / "out", "--force"), "is a file")


def test_force_does_not_delete_a_git_work_tree(unflask, engine, shop, tmp_path):
    (tmp_path / "out" / ".git").mkdir(parents=True)
    refused(unflask("migrate", shop, "--out", tmp_path / "out", "--force"), "git work tree")
    assert (tmp_path / "out" / ".git").is_dir()


def test_force_does_not_delete_the_folder_one_works_in(
    unflask, engine, shop, tmp_path, monkeypatch
):
    (tmp_path / "out" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "out" / "deep")
    refused(unflask("migrate", shop, "--out", tmp_path / "out", "--force"), "working in")


def test_a_recipe_that_raises_is_named_and_nothing_is_written(unflask, engine, shop, tmp_path):
    engine.error = RecipeError("flask.abort", "shop.py", ValueError("boom"))
    result = unflask("migrate", shop, "--out", tmp_path / "out")
    refused(result, "flask.abort", "shop.py", "boom", "fault of unflask")
    assert not (tmp_path / "out").exists()


def test_a_fault_of_ours_is_one_sentence(unflask, engine, shop, tmp_path, monkeypatch):
    engine.error = AttributeError("'NoneType' object has no attribute 'x'")
    refused(unflask("migrate", shop, "--out", tmp_path / "out"), "fault of unflask")
    monkeypatch.setenv("UNFLASK_TRACEBACK", "1")
    assert "Traceback" in unflask("migrate", shop, "--out", tmp_path / "out").stderr


def test_interrupted_while_migrating(unflask, engine, shop, tmp_path):
    engine.error = KeyboardInterrupt()
    refused(unflask("migrate", shop, "--out", tmp_path / "out"), "stopped, nothing was written")
    assert [p.name for p in tmp_path.iterdir()] == ["shop"]


def test_interrupted_while_writing(unflask, engine, shop, tmp_path, monkeypatch):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.py").write_text("old")

    def interrupt(*_):
        raise KeyboardInterrupt

    (shop / "data").mkdir()
    (shop / "data" / "a.bin").write_bytes(b"")
    monkeypatch.setattr(shutil, "copymode", interrupt)
    refused(unflask("migrate", shop, "--out", tmp_path / "out", "--force"), "nothing was written")
    assert tree(tmp_path / "out") == {"old.py": b"old"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "shop"]


def test_a_file_outside_of_out_is_never_written(unflask, engine, shop, tmp_path):
    engine.migration.files["../escaped.py"] = "x"
    refused(unflask("migrate", shop, "--out", tmp_path / "out"), "escaped.py")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["shop"]


def test_diff_and_plan_together(unflask, engine, shop):
    refused(unflask("migrate", shop, "--diff", "--plan"), "one of them")


def test_bytes_is_asked_for_and_noted(unflask, engine, shop, tmp_path):
    unflask("migrate", shop, "--out", tmp_path / "o", "--fidelity", "bytes")
    assert engine.calls[0][2]["fidelity"] == "bytes"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[tool.unflask]\nappp = 'x'\n", ["appp", "did you mean app?"]),
        ("[tool.unflask]\napp = 3\n", ["app", "must be a string"]),
        ("[tool.unflask]\nroutes = [1]\n", ["routes", "list of strings"]),
        ("[tool.unflask\n", ["not valid TOML", "line 1"]),
        ("[tool.unflask]\nfidelity = 'exact'\n", ["exact"]),
    ],
)
def test_settings_that_make_no_sense(unflask, engine, shop, tmp_path, text, parts):
    (shop / "pyproject.toml").write_text(text)
    refused(unflask("migrate", shop, "--out", tmp_path / "o"), "unflask", *parts)


def test_reports_are_written_where_asked(unflask, engine, shop, tmp_path):
    engine.migration = StubMigration(replace(MARKED, source=str(shop)))
    page, sarif = tmp_path / "r.html", tmp_path / "r.sarif"
    unflask("migrate", shop, "--diff", "--html", page, "--sarif", sarif)
    assert "UF201" in page.read_text()
    assert '"startLine": 7' in sarif.read_text()


def test_a_result_survives_its_json():
    assert type(RESULT).from_json(MARKED.to_json()) == MARKED
