"""The database: an engine made from the settings, and one session for each request."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import Depends
from sqlalchemy import Engine, StaticPool, engine_from_config, inspect, make_url
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from .context import current_app_object, current_scope
from .errors import abort
from .queries import Query  # only with: QueryProperty

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import InstanceState

    from .application import Application

T = TypeVar("T")


def bind_engine(
    app: Application,
    engine_options: dict[str, Any] | None = None,
    session_options: dict[str, Any] | None = None,
) -> Engine:
    """Make the engine that the settings describe, and sessions on it; return the engine.

    Read are SQLALCHEMY_DATABASE_URI, SQLALCHEMY_ENGINE_OPTIONS and SQLALCHEMY_ECHO. A relative
    SQLite file lies in the app's instance folder. The engine is kept as `app.state.engine`; each
    request and each `app_context` has a session of its own, which is closed at its end.
    """
    uri = app.config.setdefault("SQLALCHEMY_DATABASE_URI", None)
    options = {**(engine_options or {}), **app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})}
    if uri is not None:
        options["url"] = uri
    if "url" not in options or app.config.get("SQLALCHEMY_BINDS"):
        raise RuntimeError("SQLALCHEMY_DATABASE_URI must name the database, the only one.")
    for name in ("echo", "echo_pool"):
        options.setdefault(name, app.config.setdefault("SQLALCHEMY_ECHO", False))
    engine = engine_from_config(_with_driver_defaults(options, app.instance_path), prefix="")
    session_options = {"query_cls": Query, **(session_options or {})}  # only with: QueryProperty
    maker = sessionmaker(engine, **(session_options or {}))
    sessions = scoped_session(maker, scopefunc=current_scope)
    app.extensions["sqlalchemy"] = sessions
    app.state.engine = engine

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        sessions.remove()

    return engine


def _with_driver_defaults(options: dict[str, Any], folder: str) -> dict[str, Any]:
    url = make_url(options["url"])
    name = url.database
    if url.drivername in {"sqlite", "sqlite+pysqlite"}:
        if name in {None, "", ":memory:"}:
            options["poolclass"] = StaticPool
            options["connect_args"] = {
                **options.get("connect_args", {}),
                "check_same_thread": False,
            }
            return options
        prefix = "file:" if url.query.get("uri") else ""
        path = (name or "").removeprefix(prefix)
        if not os.path.isabs(path):
            os.makedirs(folder, exist_ok=True)
            url = url.set(database=prefix + os.path.join(folder, path))
    elif url.drivername.startswith("mysql"):
        options.setdefault("pool_recycle", 7200)
        if "charset" not in url.query:
            url = url.update_query_dict({"charset": "utf8mb4"})
    return {**options, "url": url}


class QueryProperty:
    """`Model.query`: a legacy query of the model, by the session of the request or `app_context`."""

    def __init__(self, query_class: type[Query] = Query) -> None:
        self.query_class = query_class

    def __get__(self, row: object, model: Any) -> Any:
        return self.query_class(model, session=current_session())


def current_session() -> Session:
    """Return the session of the request or `app_context`; RuntimeError where there is none."""
    sessions: scoped_session[Session] = current_app_object().extensions["sqlalchemy"]
    return sessions()


async def get_session() -> Session:
    """Return the session of the request; making one does not wait, the first query connects."""
    return current_session()


SessionDep = Annotated[Session, Depends(get_session)]


def get_or_404(
    session: Session, entity: type[T], ident: Any, description: str | None = None, **options: Any
) -> T:
    """Return the row with a primary key, or answer 404."""
    found = session.get(entity, ident, **options)
    if found is None:
        abort(404, description=description)
    return found


def first_or_404(session: Session, statement: Select[Any], description: str | None = None) -> Any:
    """Return what the first row holds, or answer 404."""
    found = session.scalars(statement).first()
    if found is None:
        abort(404, description=description)
    return found


def one_or_404(session: Session, statement: Select[Any], description: str | None = None) -> Any:
    """Return what the only row holds; answer 404 when there is none or more than one."""
    try:
        return session.scalars(statement).one()
    except (NoResultFound, MultipleResultsFound):
        abort(404, description=description)


def repr_by_key(model: object) -> str:
    """Return the class and the primary key of a row, as `<Part 3>`."""
    state: InstanceState[Any] = inspect(model)
    if state.transient:
        key = f"(transient {id(model)})"
    elif state.pending:
        key = f"(pending {id(model)})"
    else:
        key = ", ".join(map(str, state.identity or ()))
    return f"<{type(model).__name__} {key}>"
