"""The engine that the settings describe, and the life of a session."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import Integer, StaticPool, String, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from unflask.runtime.application import Application
from unflask.runtime.context import g
from unflask.runtime.database import (
    SessionDep,
    _with_driver_defaults,
    bind_engine,
    current_session,
    first_or_404,
    get_or_404,
    one_or_404,
    repr_by_key,
)
from unflask.runtime.errors import HTTPError


class Base(DeclarativeBase):
    __repr__ = repr_by_key


class Row(Base):
    __tablename__ = "row"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    text: Mapped[str] = mapped_column(String(20))


@pytest.fixture
def app(tmp_path):
    app = Application("app", instance_path=str(tmp_path / "instance"))
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///rows.db"
    engine = bind_engine(app)
    Base.metadata.create_all(engine)
    yield app
    engine.dispose()


def ask(app, method, path, times=1):
    async def several():
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await asyncio.gather(*(client.request(method, path) for _ in range(times)))

    found = asyncio.run(several())
    return found[0] if times == 1 else found


def texts(app):
    with app.app_context():
        return list(current_session().scalars(select(Row.text).order_by(Row.id)))


def test_a_relative_sqlite_file_lies_in_the_instance_folder(app, tmp_path):
    assert (tmp_path / "instance" / "rows.db").exists()
    assert app.state.engine.url.database == str(tmp_path / "instance" / "rows.db")


def test_a_file_uri_keeps_its_form(tmp_path):
    app = Application("app", instance_path=str(tmp_path))
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///file:some.db?uri=true"
    assert bind_engine(app).url.database == f"file:{tmp_path}/some.db"


def test_memory_is_one_connection_for_all_threads():
    app = Application("app")
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    engine = bind_engine(app)
    assert isinstance(engine.pool, StaticPool)
    Base.metadata.create_all(engine)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(texts, app).result() == []
    engine.dispose()


def test_mysql_speaks_utf8mb4_and_recycles():
    found = _with_driver_defaults({"url": "mysql+pymysql://localhost/x"}, "")
    assert found["url"].query["charset"] == "utf8mb4"
    assert found["pool_recycle"] == 7200


def test_options_of_the_settings_win_over_those_of_the_code(tmp_path):
    app = Application("app", instance_path=str(tmp_path))
    app.config.update(
        SQLALCHEMY_DATABASE_URI="sqlite:///x.db", SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 3}
    )
    assert bind_engine(app, {"pool_size": 2, "max_overflow": 1}).pool.size() == 3


def test_without_a_uri_there_is_an_error():
    with pytest.raises(RuntimeError, match="SQLALCHEMY_DATABASE_URI"):
        bind_engine(Application("app"))


def test_hook_view_and_teardown_share_a_session_in_one_thread(app):
    seen = []

    def note(session):
        session.execute(select(1))
        seen.append((id(session), threading.get_ident()))

    @app.before_request
    def before():
        g.row = current_session().get(Row, 1)
        note(current_session())

    @app.get("/")
    def view(db: SessionDep):
        note(db)
        return "seen"

    @app.teardown_request
    def after(error):
        note(current_session())

    assert ask(app, "GET", "/").text == "seen"
    assert len(set(seen)) == 1
    assert len(seen) == 3


def test_each_request_and_each_context_has_a_session_of_its_own(app):
    seen = []

    @app.get("/")
    def view(db: SessionDep):
        with app.app_context():
            seen.extend([db, current_session()])
        return ""

    ask(app, "GET", "/", times=5)
    assert len(set(map(id, seen))) == 10


def test_what_was_not_committed_is_rolled_back(app):
    @app.post("/kept")
    def kept(db: SessionDep):
        db.add(Row(text="kept"))
        db.commit()
        return ""

    @app.post("/lost")
    def lost(db: SessionDep):
        db.add(Row(text="lost"))
        db.flush()
        return ""

    @app.post("/failed")
    def failed(db: SessionDep):
        db.add(Row(text="failed"))
        db.flush()
        raise ValueError

    for path in ("/kept", "/lost", "/failed"):
        ask(app, "POST", path)
    assert texts(app) == ["kept"]


def test_connections_go_back_to_the_pool_before_the_answer_ends(app):
    taken = []
    event.listen(app.state.engine, "checkout", lambda *_: taken.append(1))
    event.listen(app.state.engine, "checkin", lambda *_: taken.pop())

    @app.get("/")
    def view(db: SessionDep):
        return str(len(db.scalars(select(Row)).all()) + len(taken))

    assert [a.text for a in ask(app, "GET", "/", times=8)] != []
    assert taken == []


def test_rows_load_lazily_until_the_answer_is_built(app):
    @app.post("/")
    def view(db: SessionDep):
        row = Row(text="new")
        db.add(row)
        db.commit()
        return {"text": row.text, "shown": repr(row)}

    assert ask(app, "POST", "/").json() == {"text": "new", "shown": "<Row 1>"}


def test_what_is_not_there_is_404(app):
    with app.app_context():
        db = current_session()
        db.add_all([Row(text="a"), Row(text="a")])
        db.commit()
        assert get_or_404(db, Row, 1).text == "a"
        assert first_or_404(db, select(Row).order_by(Row.id.desc())).id == 2
        assert one_or_404(db, select(Row).filter_by(id=2)).text == "a"
        for call, argument in (
            (get_or_404, (Row, 3)),
            (first_or_404, (select(Row).filter_by(text="b"),)),
            (one_or_404, (select(Row).filter_by(text="a"),)),
            (one_or_404, (select(Row).filter_by(text="b"),)),
        ):
            with pytest.raises(HTTPError) as caught:
                call(db, *argument, "no such row")
            assert (caught.value.code, caught.value.description) == (404, "no such row")


def test_a_row_shows_its_state(app):
    with app.app_context():
        row = Row(text="x")
        assert repr(row) == f"<Row (transient {id(row)})>"
        current_session().add(row)
        assert repr(row) == f"<Row (pending {id(row)})>"


def test_outside_of_a_context_there_is_no_session():
    with pytest.raises(RuntimeError, match="application context"):
        current_session()
