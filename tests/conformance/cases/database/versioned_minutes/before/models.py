"""Minutes of meetings, of which every version is kept."""

import sqlalchemy
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query
from sqlalchemy_continuum import make_versioned, version_class

make_versioned(user_cls=None)

db = SQLAlchemy()


class Meeting(db.Model):
    __versioned__ = {}

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40), nullable=False)
    minutes = db.relationship("Minute", backref="meeting", cascade="all, delete-orphan")

    def ordered_minutes(self):
        return Minute.query.filter(Minute.meeting_id == self.id).order_by(Minute.id)


class Minute(db.Model):
    class MinuteQuery(Query):
        def get(self, ident, meeting=None):
            found = self.filter(Minute.id == ident)
            return found.filter(Minute.meeting_id == meeting.id).one_or_none() if meeting else None

        def delete(self, meeting, ident):
            found = self.get(ident, meeting)
            if found is not None:
                db.session.delete(found)
            return found

    __versioned__ = {}
    query_class = MinuteQuery

    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(200), nullable=False)
    meeting_id = db.Column(db.Integer, db.ForeignKey("meeting.id"), nullable=False)


sqlalchemy.orm.configure_mappers()

MinuteVersion = version_class(Minute)
