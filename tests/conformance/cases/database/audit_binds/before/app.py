"""Badges of an office, with an audit trail in a database of its own."""

from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
app.config["SQLALCHEMY_BINDS"] = {"audit": "sqlite://"}
db = SQLAlchemy(app)


class Badge(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    holder = db.Column(db.String(40), nullable=False)
    active = db.Column(db.Boolean, default=True)


class Entry(db.Model):
    __bind_key__ = "audit"
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(80), nullable=False)


with app.app_context():
    db.create_all()


def note(text):
    db.session.add(Entry(text=text))


@app.route("/badges", methods=["POST"])
def issue():
    badge = Badge(holder=request.json["holder"])
    db.session.add(badge)
    db.session.flush()
    note(f"issued {badge.id}")
    db.session.commit()
    return jsonify(id=badge.id, holder=badge.holder, active=badge.active), 201


@app.route("/badges/<int:badge_id>/revoke", methods=["POST"])
def revoke(badge_id):
    badge = db.get_or_404(Badge, badge_id)
    if not badge.active:
        return jsonify(error="revoked before"), 409
    badge.active = False
    note(f"revoked {badge_id}")
    db.session.commit()
    return "", 204


@app.route("/trail")
def trail():
    return jsonify([entry.text for entry in Entry.query.order_by(Entry.id)])
