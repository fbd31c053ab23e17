"""Commands of Gunicorn and `flask run` in the words of Uvicorn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Migration, Options, migrate

APP = """\
from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/")
def index():
    return jsonify(ok=True)
"""
FACTORY = """\
from flask import Flask


def create_app(name="production"):
    app = Flask(__name__)

    @app.route("/")
    def index():
        return "ok"

    return app
"""
START = "uvicorn --no-proxy-headers app:app"
GRACE = "--timeout-graceful-shutdown 30"


@dataclass(frozen=True)
class Out:
    """What a test looks at."""

    migration: Migration

    def __getitem__(self, path: str) -> str:
        content = self.migration.files[path]
        return content if isinstance(content, str) else content.decode()

    @property
    def reasons(self) -> list[str]:
        """What the markers of the server's commands say, with their places."""
        found = [m for m in self.migration.result.markers if m.code == "UF170"]
        return [f"{m.path}:{m.line} {m.message.partition(': ')[2]}" for m in found]


def migrated(folder: Path, **files: str) -> Out:
    """Migrate an application with more files, whose names have `__` for a dot."""
    for name, text in {"app__py": APP, **files}.items():
        (folder / name.replace("__", ".")).write_text(text)
    return Out(migrate(read_project(folder, None), Options(live=False)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("gunicorn app:app", f"{START} --host 0.0.0.0 --port $PORT {GRACE}"),
        ("gunicorn -b :8000 app:app", f"{START} --host 0.0.0.0 --port 8000 {GRACE}"),
        ("gunicorn app -b [::]:80", f"uvicorn --no-proxy-headers app:application {GRACE}"),
        ("gunicorn -w4 -b 0.0.0.0 app:app", f"{START} --host 0.0.0.0 --workers 4 {GRACE}"),
        (
            "gunicorn app:app --bind=0.0.0.0:$PORT --workers=$WORKERS --graceful-timeout 5",
            f"{START} --host 0.0.0.0 --port $PORT --workers $WORKERS --timeout-graceful-shutdown 5",
        ),
        (
            "exec python -m gunicorn -b :1 --keep-alive 9 --backlog 7 app:app --log-level=DEBUG",
            f"exec python -m {START} --host 0.0.0.0 --port 1 --backlog 7 {GRACE} --timeout-keep-alive 9 --log-level debug",
        ),
        (
            "poetry run gunicorn -b :1 app:app && echo done",
            f"poetry run {START} --host 0.0.0.0 --port 1 {GRACE} && echo done",
        ),
        (
            "A=b venv/bin/gunicorn -b :1 -k gthread --threads 2 --worker-tmp-dir /dev/shm app:app",
            f"A=b venv/bin/{START} --host 0.0.0.0 --port 1 {GRACE}",
        ),
        ("flask run", f"{START} --port 5000"),
        ("flask run --debug", f"FLASK_DEBUG=1 {START} --port 5000 --reload"),
        (
            "flask --app app.py run --host 0.0.0.0 -p 80 --reload",
            f"{START} --host 0.0.0.0 --port 80 --reload",
        ),
    ],
)
def test_a_command_becomes_uvicorns(tmp_path: Path, before: str, after: str) -> None:
    app = APP + "\n\napplication = app\n" if "app:application" in after else APP
    out = migrated(tmp_path, app__py=app, Procfile=f"web: {before}\n")
    if "[::]" in before:
        after = after.replace(GRACE, f"--host :: --port 80 {GRACE}")
    assert out["Procfile"] == f"web: {after}\n"
    assert not out.reasons


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("gunicorn -k gevent app:app", "workers of the class `gevent`"),
        ("gunicorn --threads $THREADS app:app", "the number of threads is only known"),
        ("gunicorn -b unix:/run/x.sock app:app", "Gunicorn takes https"),
        ("gunicorn -b 127.0.0.1:80 app:app", "Gunicorn takes https"),
        ("gunicorn -b :80 -b :81 app:app", "`--bind` is given more than once"),
        ("gunicorn --forwarded-allow-ips=* app:app", "the value of `--forwarded-allow-ips`"),
        ("gunicorn --forwarded-allow-ips=1.2.3.4 app:app", "`--forwarded-allow-ips` has no"),
        ("gunicorn --max-requests 9 app:app", "Uvicorn starts a worker again only"),
        ("gunicorn --chdir src app:app", "`--chdir` has no counterpart"),
        ("gunicorn --access-logfile log app:app", "Uvicorn writes its log to a file only"),
        ("gunicorn -c conf.py app:app", "its settings `conf.py` are not in the project"),
        ("gunicorn other:app", "`other` is no module of the project"),
        ("gunicorn app:other", "`app:other` is not known to be the application"),
        ("gunicorn 'app:app(1)'", "Uvicorn calls factories without arguments"),
        ("gunicorn -Z app:app", "`-Z` is no option that is known"),
        ("flask run --cert adhoc", "`--cert` of `flask run` has no counterpart"),
        ("exec flask run --debug", "set FLASK_DEBUG=1 beside it in place of `--debug`"),
        ("flask db upgrade", "`flask db` is a command of Flask's own tool"),
        ("newrelic-admin run-program gunicorn app:app", "it is written in a way"),
    ],
)
def test_what_has_no_counterpart_stays_and_is_marked(
    tmp_path: Path, command: str, reason: str
) -> None:
    out = migrated(
        tmp_path, Procfile=f"# one line\nweb: {command}\n", requirements__txt="gunicorn\n"
    )
    assert out["Procfile"] == f"# one line\nweb: {command}\n"
    assert len(out.reasons) == 1
    assert out.reasons[0].startswith(f"Procfile:2 {reason}")
    assert "gunicorn" in out["requirements.txt"]


def test_the_pool_is_as_large_as_the_old_server_was_in_all(tmp_path: Path) -> None:
    out = migrated(tmp_path, Procfile="web: gunicorn -w 4 --threads 5 app:app\n")
    assert "MAX_THREADS = 20\n" in out["compat/threads.py"]


def test_a_pool_of_more_than_forty_needs_a_worker_with_as_many(tmp_path: Path) -> None:
    out = migrated(tmp_path, Procfile="web: gunicorn -w 4 --threads 60 app:app\n")
    assert "MAX_THREADS = 60\n" in out["compat/threads.py"]


def test_a_pool_stays_where_the_number_of_workers_is_not_known(tmp_path: Path) -> None:
    out = migrated(tmp_path, Procfile="web: gunicorn --threads 2 app:app\n")
    assert "MAX_THREADS = 40\n" in out["compat/threads.py"]


def test_a_file_of_settings_goes_into_the_command(tmp_path: Path) -> None:
    conf = "import os\nport = os.getenv('PORT', '80')\nbind = f'0.0.0.0:{port}'\nworkers = 2\n"
    out = migrated(tmp_path, gunicorn__conf__py=conf, Procfile="web: gunicorn app:app -w 3\n")
    after = f"{START} --host 0.0.0.0 --port ${{PORT:-80}} --workers 3 {GRACE}"
    assert out["Procfile"] == f"web: {after}\n"
    flags = [(f.code, f.path) for f in out.migration.result.flags]
    assert flags == [("UF172", "gunicorn.conf.py")]


@pytest.mark.parametrize(
    ("conf", "line"),
    [
        ("workers = 2\ndef on_exit(server): ...\n", "2 `on_exit` is run by Gunicorn alone"),
        ("workers = cpu_count() + 1\n", "1 a value is computed when the server starts"),
        ("if True:\n    workers = 2\n", "1 it does more than name settings"),
    ],
)
def test_settings_that_do_more_are_marked_where_they_do(
    tmp_path: Path, conf: str, line: str
) -> None:
    out = migrated(tmp_path, gunicorn__conf__py=conf, Procfile="web: gunicorn app:app\n")
    assert out.reasons == [
        f"gunicorn.conf.py:{line}",
        "Procfile:1 it takes its settings from gunicorn.conf.py",
    ]
    assert out["gunicorn.conf.py"] == conf


def test_variables_of_settings_need_a_shell(tmp_path: Path) -> None:
    conf = "import os\nbind = os.environ['HOST'] + ':80'\nworkers = int(os.getenv('N', 2))\n"
    make, cmd = "web:\n\tgunicorn -b :80 app:app\n", 'CMD ["gunicorn", "-b", ":80", "app:app"]\n'
    out = migrated(tmp_path, gunicorn__conf__py=conf, Makefile=make, Dockerfile=cmd)
    assert f"\t{START} --host 0.0.0.0 --port 80 --workers $${{N:-2}} {GRACE}" in out["Makefile"]
    assert out["Dockerfile"] == cmd
    assert len(out.reasons) == 1


def test_arguments_in_the_environment_leave_gunicorn_alone(tmp_path: Path) -> None:
    text = "ENV GUNICORN_CMD_ARGS=--preload\nCMD gunicorn -b :80 app:app\n"
    out = migrated(tmp_path, Dockerfile=text)
    assert out["Dockerfile"] == text
    assert out.reasons == ["Dockerfile:2 Dockerfile sets GUNICORN_CMD_ARGS, which Gunicorn reads"]


def test_a_list_over_several_lines_stays_one(tmp_path: Path) -> None:
    before = "services:\n  web:\n    command:\n      - gunicorn\n      - -w\n      - '4'\n"
    before += "      - --bind=0.0.0.0:${PORT:-80}\n      - app:app\n    ports: [80]\n"
    out = migrated(tmp_path, compose__yaml=before)
    words = ["uvicorn", "--no-proxy-headers", "app:app", "--host", '"0.0.0.0"', "--port"]
    words += ['"${PORT:-80}"', "--workers", '"4"', "--timeout-graceful-shutdown", '"30"']
    shown = "".join(f"      - {word}\n" for word in words)
    assert out["compose.yaml"] == f"services:\n  web:\n    command:\n{shown}    ports: [80]\n"


def test_a_factory_is_named_as_one(tmp_path: Path) -> None:
    out = migrated(
        tmp_path, app__py=FACTORY, Makefile="x:\n\t@gunicorn -b :80 'app:create_app()'\n"
    )
    assert "\t@uvicorn --no-proxy-headers --factory app:create_app --host" in out["Makefile"]


def test_variables_beside_flask_run_count(tmp_path: Path) -> None:
    text = "ENV FLASK_RUN_HOST=0.0.0.0\nENV FLASK_RUN_PORT 81\nCMD flask run\n"
    out = migrated(tmp_path, Dockerfile=text)
    assert f"CMD {START} --host 0.0.0.0 --port 81\n" in out["Dockerfile"]


def test_what_is_installed_by_name_is_what_the_result_needs(tmp_path: Path) -> None:
    text = "RUN apt-get update && pip install flask==3 gunicorn>=20 && true\nCMD gunicorn -b :80 app:app\n"
    out = migrated(tmp_path, Dockerfile=text.replace(">=20", "==20"))
    assert 'pip install fastapi pydantic "uvicorn[standard]" && true' in out["Dockerfile"]


def test_gunicorn_leaves_the_requirements_with_its_last_command(tmp_path: Path) -> None:
    project = '[project]\nname = "x"\ndependencies = [\n    "flask",\n    "gunicorn>=20",\n]\n'
    out = migrated(
        tmp_path,
        Procfile="web: gunicorn app:app\n",
        pyproject__toml=project,
        requirements__txt="flask\ngunicorn==20  # server\n",
    )
    assert "gunicorn" not in out["requirements.txt"]
    assert "gunicorn" not in out["pyproject.toml"]
    assert '"fastapi"' in out["pyproject.toml"]


def test_gunicorn_stays_where_an_unknown_file_names_it(tmp_path: Path) -> None:
    out = migrated(
        tmp_path,
        Procfile="web: gunicorn app:app\n",
        site__service="ExecStart=/srv/venv/bin/gunicorn app:app\n",
        requirements__txt="flask\ngunicorn\n",
    )
    assert "gunicorn" in out["requirements.txt"]
    assert out["site.service"] == "ExecStart=/srv/venv/bin/gunicorn app:app\n"


def test_an_application_that_stays_on_flask_is_served_as_before(tmp_path: Path) -> None:
    app = "from flask import Flask\n\napp = Flask(__name__, host_matching=True)\n"
    app += '\n\n@app.route("/", host="x")\ndef index():\n    return "x"\n'
    out = migrated(tmp_path, app__py=app, Procfile="web: gunicorn app:app\n")
    assert out["Procfile"] == "web: gunicorn app:app\n"
    assert not out.reasons
