"""Requirement files of the result."""

from __future__ import annotations

from unflask.migrate.requirements import needed, updated

WANTED = ["fastapi", "jinja2", "uvicorn[standard]"]


def test_flask_goes_and_what_is_needed_comes() -> None:
    files = {"requirements.txt": b"# web\nFlask==3.1  # the framework\nrequests>=2\njinja2\n"}
    found = updated(files, WANTED, keep_flask=False)
    assert found == {"requirements.txt": "# web\nfastapi\nuvicorn[standard]\nrequests>=2\njinja2\n"}


def test_flask_stays_while_routes_are_left_on_it() -> None:
    found = updated({"requirements.txt": b"flask\n"}, WANTED, keep_flask=True)
    assert found["requirements.txt"].splitlines() == [
        "fastapi",
        "jinja2",
        "uvicorn[standard]",
        "flask",
    ]


def test_a_server_that_is_listed_already_is_not_listed_again() -> None:
    found = updated({"requirements.txt": b"flask\nuvicorn==0.40\n"}, WANTED, keep_flask=False)
    assert found["requirements.txt"] == "fastapi\njinja2\nuvicorn==0.40\n"


def test_files_that_do_not_name_flask_are_left_alone() -> None:
    files = {"requirements.txt": b"flask\n", "requirements-docs.txt": b"sphinx\nflask-sphinx\n"}
    assert set(updated(files, WANTED, keep_flask=False)) == {"requirements.txt"}


def test_pyproject_keeps_its_form() -> None:
    text = b'[project]\nname = "x"\ndependencies = [\n    "Flask>=3",\n    "click",\n]\n'
    found = updated({"pyproject.toml": text}, WANTED, keep_flask=False)["pyproject.toml"]
    assert found == (
        '[project]\nname = "x"\ndependencies = [\n    "fastapi",\n    "jinja2",\n    "uvicorn[standard]",\n'
        '    "click",\n]\n'
    )


def test_extensions_that_are_converted_go_from_pyproject_too() -> None:
    text = (
        b'[project]\nname = "x"\ndependencies = [\n    "click",\n    "Flask_Babel~=4.0.0",  # since 2023\n'
        b'    "Flask>=3",\n    "Flask-Login", "attrs"]\n[project.optional-dependencies]\nx = ["flask-wtf"]\n'
    )
    drop = frozenset({"flask-babel", "flask-login"})
    found = updated({"pyproject.toml": text}, ["fastapi"], keep_flask=False, drop=drop)
    assert found["pyproject.toml"] == (
        '[project]\nname = "x"\ndependencies = [\n    "click",\n    "fastapi",\n'
        '    "attrs"]\n[project.optional-dependencies]\nx = ["flask-wtf"]\n'
    )


def test_a_file_that_names_an_extension_alone_is_the_one_that_changes() -> None:
    drop = frozenset({"flask-restful"})
    files = {"requirements.txt": b"click\nFlask-RESTful\n"}
    found = updated(files, ["fastapi"], keep_flask=False, drop=drop)
    assert found == {"requirements.txt": "click\nfastapi\n"}
    found = updated(files, ["fastapi"], keep_flask=True, drop=drop)
    assert found == {"requirements.txt": "click\nfastapi\nFlask-RESTful\n"}


def test_a_project_without_any_gets_one() -> None:
    assert updated({}, WANTED, keep_flask=False) == {
        "requirements.txt": "fastapi\njinja2\nuvicorn[standard]\n"
    }


def test_one_that_is_made_names_flask_while_routes_are_left_on_it() -> None:
    assert updated({}, ["fastapi"], keep_flask=True) == {"requirements.txt": "fastapi\nflask\n"}


def test_broken_toml_is_left_alone() -> None:
    found = updated({"pyproject.toml": b"[project\n"}, WANTED, keep_flask=False)
    assert "pyproject.toml" not in found


def test_what_is_imported_is_needed() -> None:
    sources = [
        "import jinja2.ext\nfrom starlette import status\nfrom . import x\n",
        "import httpx as h\n",
    ]
    assert needed(sources) == ["fastapi", "httpx", "jinja2", "uvicorn[standard]"]
