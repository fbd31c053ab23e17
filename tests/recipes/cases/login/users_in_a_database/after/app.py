from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String, func, select
from sqlalchemy.orm import DeclarativeBase, relationship

from compat.application import Application
from compat.database import SessionDep, bind_engine, current_session, repr_by_key
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
    notes = relationship("Note", back_populates="author", lazy="dynamic")


class Note(Base):
    __tablename__ = "note"

    id = Column(Integer, primary_key=True)
    text = Column(String(99), nullable=False)
    author_id = Column(ForeignKey("user.id"), nullable=False)
    author = relationship(User, back_populates="notes")


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


@app.post("/notes")
@login_required
def add_note(request: Request, db: SessionDep):
    note = Note(text=request.get_json()["text"], author=current_user)
    db.add(note)
    db.commit()
    return JSONResponse({"id": note.id, "author": note.author.name}, 201)


@app.get("/notes")
@login_required
def notes():
    found = current_user.notes.order_by(Note.id).all()
    return {"notes": [note.text for note in found], "mine": current_user.name}


@app.put("/me")
@login_required
def rename(request: Request, db: SessionDep):
    current_user.name = request.get_json()["name"]
    db.commit()
    return {"name": current_user.name}
