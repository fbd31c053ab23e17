from flask import Flask, flash, redirect, render_template, request, session, url_for

SLOTS = {"mon-9": "Monday, 9:00", "tue-14": "Tuesday, 14:00", "fri-11": "Friday, 11:00"}

app = Flask(__name__)
app.config.update(
    SECRET_KEY="stethoscope",
    SESSION_COOKIE_NAME="clinic_sid",
    SESSION_COOKIE_PATH="/",
    SESSION_COOKIE_SAMESITE="Strict",
    SESSION_COOKIE_HTTPONLY=False,
    PERMANENT_SESSION_LIFETIME=3600,
)


@app.before_request
def keep_alive():
    session.permanent = True


@app.route("/")
def index():
    return render_template("slots.html", slots=SLOTS)


@app.route("/language/<code>")
def language(code):
    if code not in ("en", "de"):
        flash(f"We do not speak <{code}>.", "warning")
    else:
        session["lang"] = code
    return redirect(request.referrer or url_for("index"))


@app.route("/book", methods=["POST"])
def book():
    slot = request.form.get("slot", "")
    if slot not in SLOTS:
        flash("Please choose a slot.", category="error")
        return render_template("slots.html", slots=SLOTS), 400
    session["booked"] = slot
    flash(f"Booked: {SLOTS[slot]}", "success")
    flash("Please bring your card.")
    return redirect(url_for(".index"))


@app.route("/cancel", methods=["POST"])
def cancel():
    if session.pop("booked", None):
        flash("Your appointment was cancelled.", "success")
    return redirect(url_for("index", _anchor="slots"))
