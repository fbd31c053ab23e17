"""A voucher desk whose secret key was changed twice; old cookies go on."""

import os
from datetime import timedelta

from flask import Flask, jsonify, redirect, session, url_for


class Config:
    SECRET_KEY = os.environ.get("VOUCHER_KEY", "key-of-2026")
    SECRET_KEY_FALLBACKS = ["key-of-2025", "key-of-2024"]
    SESSION_COOKIE_NAME = "voucher"
    # Cookies from the first days still count.
    PERMANENT_SESSION_LIFETIME = timedelta(days=36500)


app = Flask(__name__)
app.config.from_object(Config)

VOUCHERS = {"spring": 5, "summer": 10}


@app.get("/")
def desk():
    return jsonify(codes=session.get("codes", []), holder=session.get("holder"))


@app.post("/redeem/<code>")
def redeem(code):
    if code not in VOUCHERS:
        return jsonify(error="unknown code"), 404
    codes = session.get("codes", [])
    if code in codes:
        return jsonify(error="used before"), 409
    session["codes"] = [*codes, code]
    return redirect(url_for("desk"), code=303)


@app.get("/value")
def value():
    return jsonify(value=sum(VOUCHERS[code] for code in session.get("codes", [])))
