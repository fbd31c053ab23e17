import os

from flask import Flask, jsonify, render_template, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import joinedload

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE", "sqlite:///records.db")
db = SQLAlchemy(app)


class Band(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    records = db.relationship("Record", back_populates="band")


class Record(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    band_id = db.Column(db.ForeignKey("band.id"))
    band = db.relationship(Band, back_populates="records")


with app.app_context():
    db.drop_all()
    db.create_all()
    for index in range(3):
        band = Band(name=f"Band {index}")
        db.session.add_all([band, *(Record(name=f"{index}-{n}", band=band) for n in range(5))])
    db.session.commit()


def told(page):
    return {
        "items": [row.name for row in page],
        "numbers": [page.page, page.per_page, page.total, page.pages, page.first, page.last],
        "around": [page.has_prev, page.prev_num, page.has_next, page.next_num],
        "shown": list(page.iter_pages(left_edge=1, left_current=1, right_current=2, right_edge=1)),
    }


@app.get("/records")
def records():
    found = Record.query.order_by(Record.id).paginate(
        error_out=True,
        count=True,
    )
    return jsonify(told(found))


@app.get("/records/few")
def few():
    page = (
        Record.query.options(joinedload(Record.band))
        .order_by(Record.name)
        .paginate(per_page=2, max_per_page=10, error_out=False)
    )
    return jsonify(now=told(page), before=[r.name for r in page.prev()], after=told(page.next()))


@app.get("/bands")
def bands():
    """A join makes a band come once for each of its records."""
    query = Band.query.join(Band.records).filter(Record.name.endswith(request.args.get("end", "")))
    return jsonify(told(query.paginate(page=1, per_page=4, count="count" in request.args)))


@app.get("/newer")
def newer():
    found = db.select(Record).options(joinedload(Record.band)).order_by(Record.id.desc())
    return jsonify(told(db.paginate(found, max_per_page=3)))


@app.get("/page")
def page():
    return render_template("page.html", page=Record.query.paginate(per_page=1, error_out=False))
