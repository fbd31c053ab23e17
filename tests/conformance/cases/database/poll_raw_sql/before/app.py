from flask import Flask, g, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

app = Flask(__name__)
app.config.update(SQLALCHEMY_DATABASE_URI="sqlite://", SQLALCHEMY_ECHO=False)
db = SQLAlchemy(app)

SCHEMA = [
    "CREATE TABLE polls (id INTEGER PRIMARY KEY, question TEXT NOT NULL)",
    "CREATE TABLE votes (poll INTEGER NOT NULL, voter TEXT NOT NULL, choice TEXT NOT NULL, UNIQUE (poll, voter))",
    "INSERT INTO polls VALUES (1, 'Tea or coffee?'), (2, 'Now or later?')",
]

with app.app_context():
    for statement in SCHEMA:
        db.session.execute(text(statement))
    db.session.commit()


def rows(sql, **params):
    return [dict(row) for row in db.session.execute(text(sql), params).mappings()]


@app.before_request
def voter():
    g.voter = request.headers.get("X-Voter") or request.remote_addr


@app.route("/polls")
def polls():
    order = request.args.get("order", "id")
    try:
        return jsonify(
            rows(
                f"SELECT * FROM polls ORDER BY {order} LIMIT :limit",
                limit=request.args.get("limit", 10),
            )
        )
    except OperationalError as error:
        db.session.rollback()
        return jsonify(error=str(error.orig)), 400


@app.route("/polls/<int:poll>")
def poll(poll):
    found = rows("SELECT * FROM polls WHERE id = :id", id=poll)
    if not found:
        return jsonify(error="no such poll"), 404
    counts = rows(
        "SELECT choice, COUNT(*) AS n FROM votes WHERE poll = :id GROUP BY choice ORDER BY n DESC, choice",
        id=poll,
    )
    return jsonify(**found[0], votes=counts)


@app.route("/polls/<int:poll>/vote", methods=["POST"])
def vote(poll):
    choice = request.values.get("choice")
    try:
        db.session.execute(
            text("INSERT INTO votes (poll, voter, choice) VALUES (:poll, :voter, :choice)"),
            {"poll": poll, "voter": g.voter, "choice": choice},
        )
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        return jsonify(error="twice" if "UNIQUE" in str(error) else "no choice"), 409
    total = db.session.execute(
        text("SELECT COUNT(*) FROM votes WHERE poll = :poll"), {"poll": poll}
    ).scalar_one()
    return jsonify(total=total)
