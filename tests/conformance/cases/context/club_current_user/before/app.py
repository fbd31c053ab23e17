from flask import Flask, jsonify, request, session

from club.access import current_user, login, logout, members_only
from club.events import book, open_events

app = Flask(__name__)
app.secret_key = "club"


@app.context_processor
def user_in_templates():
    return {"current_user": current_user}


@app.post("/login")
def log_in():
    if not login(request.form.get("name", "")):
        return jsonify(error="no such member"), 401
    return jsonify(welcome=current_user.name)


@app.post("/logout")
def log_out():
    logout()
    return "", 204


@app.get("/events")
def events():
    return jsonify(events=open_events(), anonymous=not current_user)


@app.post("/events/<name>/book")
@members_only
def book_event(name):
    booked = book(name)
    if booked is None:
        return jsonify(error="full, or no such event"), 409
    session["booked"] = session.get("booked", 0) + 1
    return jsonify(booked)


@app.get("/me")
@members_only
def me():
    return jsonify(name=current_user.name, level=current_user.level, booked=session.get("booked"))
