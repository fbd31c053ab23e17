from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query

# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
db = SQLAlchemy()


# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


class Cat(db.Model):
    query_class = Living

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    alive = db.Column(db.Boolean, default=True)


@db.event.listens_for(Cat, "before_insert")
def name_it(mapper, connection, cat):
    cat.name = cat.name or "Nameless"
