"""Says which SQL each of its answers took."""

from flask import Flask, g, jsonify
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query
from sqlalchemy import event
from sqlalchemy.engine import Engine


class Shown(Query):
    def shown(self):
        return self.filter_by(hidden=False)


db = SQLAlchemy(query_class=Shown)


@event.listens_for(Engine, "before_cursor_execute")
def tell(connection, cursor, statement, parameters, context, executemany):
    if "told" in g:
        g.told.append([statement, list(parameters)])


class Below(db.Model):
    __abstract__ = True

    @classmethod
    def newest(cls):
        return cls.query.shown().order_by(cls.id.desc()).first()


class Post(Below):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(20), nullable=False)
    hidden = db.Column(db.Boolean, default=False)
    notes = db.relationship("Note", backref="post", lazy="dynamic")


class Note(Below):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(20), nullable=False)
    hidden = db.Column(db.Boolean, default=False)
    post_id = db.Column(db.ForeignKey("post.id"))


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///told.db"
    db.init_app(app)
    with app.app_context():
        db.drop_all()
        db.create_all()
        notes = [Note(text=f"note {i}", hidden=i == 2) for i in range(5)]
        db.session.add_all([Post(title="first", notes=notes), Post(title="last", hidden=True)])
        db.session.commit()

    @app.before_request
    def listen():
        g.told = []

    @app.get("/posts")
    def posts():
        page = Post.query.shown().order_by(Post.title).paginate(max_per_page=3)
        return jsonify(titles=[p.title for p in page], total=page.total, sql=g.told)

    @app.get("/posts/newest")
    def newest():
        found = Post.newest()
        return jsonify(title=found.title, sql=g.told)

    @app.get("/posts/<int:post_id>/notes")
    def notes(post_id):
        page = Post.query.get_or_404(post_id).notes.shown().paginate(per_page=2)
        after = page.next()
        texts = [n.text for n in [*page, *after]]
        return jsonify(texts=texts, pages=list(page.iter_pages()), sql=g.told)

    @app.get("/counted")
    def counted():
        pairs = db.session.query(Note.text, Post.title).join(Post).order_by(Note.id)
        first = Note.query.filter_by(hidden=True).one_or_404()
        rows = [list(row) for row in pairs.paginate(per_page=2, count=False)]
        return jsonify(rows=rows, first=first.text, sql=g.told)

    return app
