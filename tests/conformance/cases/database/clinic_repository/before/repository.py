"""Where the rows are. A session is opened when it is first needed in a request."""

from flask import current_app, g
from sqlalchemy import ForeignKey, String, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.pool import StaticPool


class Base(DeclarativeBase):
    pass


class Patient(Base):
    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    visits: Mapped[list["Visit"]] = relationship(back_populates="patient")


class Visit(Base):
    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    reason: Mapped[str]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"))
    patient: Mapped[Patient] = relationship(back_populates="visits")


class Repositories:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        self.engine = create_engine(
            app.config["DATABASE_URL"],
            connect_args={"check_same_thread": False},
            poolclass=StaticPool,
        )
        Base.metadata.create_all(self.engine)
        with Session(self.engine) as session:
            session.add(Patient(name="Ida"))
            session.commit()
        app.extensions["repositories"] = self
        app.teardown_request(self.close)

    @staticmethod
    def close(exception):
        session = g.pop("db_session", None)
        if session is not None:
            session.rollback() if exception else session.commit()
            session.close()


def current_session():
    if "db_session" not in g:
        g.db_session = Session(current_app.extensions["repositories"].engine)
    return g.db_session


class Patients:
    def get(self, number):
        return current_session().get(Patient, number)

    def add(self, name):
        patient = Patient(name=name)
        current_session().add(patient)
        current_session().flush()
        return patient


class Visits:
    def on(self, day):
        return (
            current_session()
            .scalars(select(Visit).where(Visit.day == day).order_by(Visit.id))
            .all()
        )

    def count(self, day):
        return current_session().scalar(
            select(func.count()).select_from(Visit).where(Visit.day == day)
        )

    def add(self, patient, **values):
        visit = Visit(patient=patient, **values)
        current_session().add(visit)
        current_session().flush()
        return visit
