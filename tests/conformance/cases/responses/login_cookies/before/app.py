from datetime import datetime, timedelta, timezone

from flask import Flask, make_response, redirect, request

from tokens import issue, owner

app = Flask(__name__)
app.config["COOKIE"] = "sid"


@app.route("/login", methods=["POST"])
def login():
    user = request.form.get("user")
    if not user:
        return "Who?", 400
    response = redirect(request.args.get("next", "/me"))
    response.set_cookie(
        app.config["COOKIE"],
        issue(user),
        max_age=timedelta(hours=8),
        httponly=True,
        secure="secure" in request.args,
        samesite="Strict",
    )
    response.set_cookie("greeting", f"Grüezi, {user}; welcome", path="/me")
    return response


@app.route("/me")
def me():
    user = owner(request.cookies.get("sid"))
    if user is None:
        response = make_response("Log in first", 401)
        response.delete_cookie("sid")
        return response
    return {"user": user, "greeting": request.cookies.get("greeting")}


@app.route("/consent")
def consent():
    response = make_response({"consent": True})
    response.set_cookie("consent", "1", expires=datetime(2030, 1, 1, tzinfo=timezone.utc))
    response.set_cookie("until", "x", expires="Wed, 01 Jan 2031 00:00:00 GMT", samesite="none")
    response.set_cookie("stamp", expires=1893456000, domain="localhost", path=None)
    response.set_cookie("part", "2", max_age=0, secure=True, partitioned=True, samesite="Lax")
    return response


@app.route("/twice")
def twice():
    response = make_response("twice")
    response.set_cookie("n", "1")
    response.set_cookie("n", "2")
    response.headers["X-Cookies"] = str(len(response.headers.getlist("Set-Cookie")))
    return response


@app.route("/logout", methods=["POST"])
def logout():
    response = redirect("/", 303)
    response.delete_cookie("sid")
    response.delete_cookie("greeting", path="/me", secure=True, httponly=True, samesite="Lax")
    response.delete_cookie("other", domain="example.com")
    return response
