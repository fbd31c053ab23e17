import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from analytics import embedded
from analytics.extensions import db
from analytics.models import ApiToken, Event, Project
from analytics.seed import event_lines


def dump(app):
    with app.app_context():
        events = db.session.execute(sqlalchemy.text("SELECT * FROM events ORDER BY id")).all()
        projects = [project.to_dict() for project in Project.query.order_by(Project.id)]
        return [tuple(event) for event in events], projects


def test_seed(app, runner):
    app.extensions["dirty"] = True
    result = runner.invoke(args=["seed", "--events", "1000"])
    assert result.exit_code == 0
    assert "7 accounts, 1000 events." in result.output
    first = dump(app)
    assert len(first[0]) == 1000
    runner.invoke(args=["seed", "--events", "1000"])
    assert dump(app) == first


def test_seed_bad_count(runner):
    assert runner.invoke(args=["seed", "--events", "10"]).exit_code == 2


def test_seeded_events_are_spread():
    lines = [line.rstrip("\n").split("\t") for line in event_lines(5000)]
    assert lines[0][0] == "1" and lines[-1][0] == "5000"
    assert lines[0][-1].startswith("2024-01-01 ") and lines[-1][-1].startswith("2024-03-30 ")
    assert {line[1] for line in lines} == {"1", "2", "3", "4", "5", "6"}
    moments = [line[-1] for line in lines]
    assert moments == sorted(moments)
    assert all((line[2] == "purchase") == (line[9] != "\\N") for line in lines)


def test_create_token(app, client, runner):
    result = runner.invoke(args=["create-token", "bob@acme.example", "--name", "ci"])
    assert result.exit_code == 0
    headers = {"Authorization": "Bearer " + result.output.strip()}
    assert client.get("/api/v1/auth/me", headers=headers).json["token"]["name"] == "ci"


def test_create_token_for_nobody(app, runner):
    for email in ("nobody@acme.example", "former@acme.example"):
        result = runner.invoke(args=["create-token", email])
        assert result.exit_code == 1
        assert "There is no user" in result.output
    with app.app_context():
        assert ApiToken.query.filter_by(name="command line").count() == 0


def test_purge(app, runner):
    with app.app_context():
        total = Event.query.count()
        old = Event.query.filter(Event.occurred_at < "2024-02-01").count()
    result = runner.invoke(args=["purge", "--before", "2024-02-01", "--dry-run"])
    assert result.output == "%d events would be deleted.\n" % old
    result = runner.invoke(args=["purge", "--before", "2024-02-01"])
    assert result.output == "%d events deleted.\n" % old
    with app.app_context():
        assert Event.query.count() == total - old


def test_purge_a_project(app, runner):
    args = ["purge", "--before", "2030-01-01", "--project"]
    assert runner.invoke(args=args + ["nothing"]).exit_code == 1
    assert runner.invoke(args=args + ["acme-docs"]).exit_code == 0
    with app.app_context():
        assert Event.query.filter_by(project_id=3).count() == 0
        assert Event.query.filter_by(project_id=1).count() > 0


def test_purge_needs_a_day(runner):
    assert runner.invoke(args=["purge"]).exit_code == 2
    assert runner.invoke(args=["purge", "--before", "yesterday"]).exit_code == 2


def test_migrations_equal_the_models(app):
    with app.app_context(), db.engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, db.metadata) == []


def test_migrations_down_and_up(app, runner):
    app.extensions["dirty"] = True
    with app.app_context():
        db.session.remove()
    try:
        assert runner.invoke(args=["db", "downgrade", "base"]).exit_code == 0
        with app.app_context():
            assert sqlalchemy.inspect(db.engine).get_table_names() == ["alembic_version"]
    finally:
        assert runner.invoke(args=["db", "upgrade"]).exit_code == 0
    with app.app_context():
        version = sqlalchemy.text("SELECT version_num FROM alembic_version")
        assert db.session.execute(version).scalar() == "e4b6c9520a17"
        assert Event.query.count() == 0


def test_embedded_servers_are_shared(servers, tmp_path):
    started = embedded.start(str(tmp_path))
    try:
        assert embedded.start(str(tmp_path)) == started
        assert embedded.keeper_runs(str(tmp_path))
    finally:
        embedded.release(str(tmp_path))
        assert embedded.stopped(str(tmp_path))
    assert not (tmp_path / "servers.json").exists()
