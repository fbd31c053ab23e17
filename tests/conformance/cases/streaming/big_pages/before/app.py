from flask import (
    Flask,
    render_template,
    request,
    session,
    stream_template,
    stream_template_string,
    stream_with_context,
)

from rows import rows, squares

app = Flask(__name__)
app.secret_key = "pages"


@app.context_processor
def site():
    return {"site": "Big pages", "user": session.get("user", "guest")}


@app.route("/as/<user>")
def become(user):
    session["user"] = user
    return render_template("table.html", rows=[])


@app.route("/table")
def table():
    count = request.args.get("count", 3, type=int)
    return stream_template("table.html", rows=rows(count))


@app.route("/string")
def string():
    return stream_template_string(
        "{% for n in squares %}{{ n }} {{ request.args.get('sep', '|') }} {% endfor %}{{ user }}",
        squares=squares(),
    )


@app.route("/mixed")
def mixed():
    def parts():
        yield render_template("head.txt", title=request.args["title"])
        yield from (f"{n}\n" for n in squares())
        yield f"for {session.get('user')}\n"

    return app.response_class(stream_with_context(parts()), mimetype="text/plain")
