"""Keeps a traveller's draft itinerary in the session, with the types that it has in Python."""

import uuid
from datetime import datetime, timezone

from flask import Flask, jsonify, request, session
from markupsafe import Markup, escape

app = Flask(__name__)
app.config["SECRET_KEY"] = "itinerary"


class Draft:
    """What the session holds of a draft."""

    def __init__(self, store):
        self.store = store

    def begin(self, name):
        self.store["id"] = uuid.uuid5(uuid.NAMESPACE_DNS, name)
        self.store["title"] = Markup("<em>%s</em>") % name
        self.store["stops"] = ()

    def add(self, place, lat, lon):
        self.store["stops"] += ((place, (lat, lon)),)

    def depart(self, text):
        self.store["departs"] = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)

    def attach(self, blob):
        self.store["ticket"] = blob


@app.route("/draft", methods=["POST"])
def begin():
    name = request.form["name"]
    Draft(session).begin(name)
    return f"{session['title']} for {escape(name)}", 201


@app.route("/draft/stops", methods=["POST"])
def add_stop():
    stop = request.get_json()
    Draft(session).add(stop["place"], stop["lat"], stop["lon"])
    return jsonify(session["stops"])


@app.route("/draft/departure", methods=["PUT"])
def depart():
    try:
        Draft(session).depart(request.args.get("at", ""))
    except ValueError as error:
        return jsonify(error=str(error)), 400
    return jsonify(departs=session["departs"], kind=type(session["departs"]).__name__)


@app.route("/draft/ticket", methods=["PUT"])
def ticket():
    Draft(session).attach(request.data)
    return jsonify(size=len(session["ticket"]))


@app.route("/draft")
def show():
    kinds = {key: type(value).__name__ for key, value in session.items()}
    return jsonify(
        kinds=kinds,
        id=session.get("id"),
        stops=session.get("stops"),
        title=session.get("title"),
        ticket=session.get("ticket", b"").hex(),
    )


@app.route("/draft/inner")
def inner():
    first = session["stops"][0]
    return f"{type(first).__name__} {type(first[1]).__name__} {session['departs']:%Y-%m-%d %H:%M}"
