import importlib

from flask import request
from pydantic import BaseModel
from sqlalchemy import Column, Integer, String, func, select
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import SessionDep, bind_engine, current_session, repr_by_key
from compat.legacy import Fallback
from compat.login import (
    LoginManager,
    UserMixin,
    current_user,
    login_required,
    login_user,
)
from compat.requests import Request
from compat.responses import JSONResponse
from compat.session import SessionMiddleware
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(SECRET_KEY="users", SQLALCHEMY_DATABASE_URI="sqlite:///users.db")


class Base(DeclarativeBase):
    __repr__ = repr_by_key


bind_engine(app)
login = LoginManager()
login.init_app(app)


class User(UserMixin, Base):
    __tablename__ = "user"

    id = Column(Integer, primary_key=True)
    name = Column(String(20), unique=True, nullable=False)


@login.user_loader
def load_user(user_id):
    return current_session().get(User, int(user_id))


@login.unauthorized_handler
def refuse():
    return JSONResponse({"error": "sign in first", "users": current_session().scalar(select(func.count()).select_from(select(User).subquery()))}), 403


with app.app_context():
    Base.metadata.create_all(app.state.engine)


class UserCreated(BaseModel):
    id: Json


@app.post("/users", status_code=201, response_model=UserCreated)
def add_user(request: Request, db: SessionDep):
    user = User(name=request.get_json()["name"])
    db.add(user)
    db.commit()
    login_user(user)
    return {"id": user.id}


@app.get("/me")
@login_required
def me():
    return {"name": current_user.name}


# Flask still answers POST /left: UF120 an attribute of `request` has no counterpart: `request.stream.exhaust` (app.py:49).
@login_required
def left():
    # unflask UF120: an attribute of `request` has no counterpart: `request.stream.exhaust`
    request.stream.exhaust()
    login_user(current_user, remember=True)
    return {"left": current_user.name}
