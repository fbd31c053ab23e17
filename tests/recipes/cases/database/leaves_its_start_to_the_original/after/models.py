from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query

# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
db = SQLAlchemy()


# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
# unflask UF300: the database stays on Flask: `flask_sqlalchemy.query.Query` is used
class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


# unflask UF300: the database stays on Flask: the class Cat sets `query_class`
class Cat(db.Model):
    # unflask UF300: the database stays on Flask: a query class is set
    query_class = Living

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    alive = db.Column(db.Boolean, default=True)


@db.event.listens_for(Cat, "before_insert")
def name_it(mapper, connection, cat):
    cat.name = cat.name or "Nameless"
