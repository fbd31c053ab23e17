from flask import Flask, Response, request, session, stream_with_context

app = Flask(__name__)
app.secret_key = "secret"


class Rows:
    def each(self):
        yield request.path
        yield "done"


def wrapped(rows):
    return Response(stream_with_context(rows))


def plain_rows():
    yield "a"


@stream_with_context
def handed():
    return plain_rows()


@app.route("/parameter")
def parameter():
    return wrapped(plain_rows())


@app.route("/method")
def method():
    each = stream_with_context(Rows().each)
    return Response(each())


@app.route("/called")
def called():
    return Response(stream_with_context(Rows().each()))


@app.route("/handed")
def view_handed():
    return Response(handed())


@app.route("/value")
def value():
    stream = stream_with_context
    return Response(stream(plain_rows()))


@app.route("/session")
def changes_session():
    @stream_with_context
    def rows():
        session["seen"] = True
        yield "a"

    return Response(rows())


@app.route("/plain")
def plain():
    return Response(plain_rows())
