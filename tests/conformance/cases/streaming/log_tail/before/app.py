from flask import Flask, Response, request, stream_with_context

from lines import numbered, tail

app = Flask(__name__)


@app.route("/log")
def log():
    def generate():
        yield f"# {request.path}, level {request.args.get('level', 'all')}\n"
        for line in tail(request.args.get("n", 3, type=int)):
            if request.args.get("level") in (None, line["level"]):
                yield f"{line['level']}: {line['text']}\n"

    return Response(stream_with_context(generate()), mimetype="text/plain")


@app.route("/log/decorated")
def decorated():
    @stream_with_context
    def generate():
        yield "<ul>"
        for number, line in numbered():
            yield f"<li id={request.args.get('prefix', 'l')}{number}>{line['text']}"
        yield "</ul>"

    return generate(), {"X-Stream": "1"}


@app.route("/log/plain")
def plain():
    prefix = request.args["prefix"]
    return (f"{prefix}{line['text']}\n" for _, line in numbered())


@app.route("/log/bytes")
def some_bytes():
    chunks = iter([b"a", b"", b"b\xff"])
    return app.response_class(chunks, content_type="application/octet-stream", status=206)


@app.route("/log/list")
def listed():
    return Response(["a", "b", "c"], headers={"X-Parts": "3"})
