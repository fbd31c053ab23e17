from flask import Flask, Response, jsonify, request, stream_with_context

from desk import Desk, open_desks


def create_app():
    app = Flask(__name__)
    waiting = []
    served = {}

    @app.route("/tickets", methods=["POST"])
    def draw():
        number = Desk.next_number()
        waiting.append({"number": number, "name": request.form.get("name", "guest")})
        return jsonify(waiting[-1]), 201

    @app.route("/desks/<int:desk>/next", methods=["POST"])
    def call(desk):
        if desk not in open_desks():
            return jsonify(error="closed"), 409
        if not waiting:
            return "", 204
        served[desk] = waiting.pop(0)
        return jsonify(served[desk])

    @app.route("/desks/<int:desk>", methods=["DELETE"])
    def close(desk):
        Desk.closed.add(desk)
        open_desks.cache_clear()
        return jsonify(open=sorted(open_desks()))

    @app.route("/display")
    def display():
        def lines():
            for desk in sorted(served):
                yield f"{served[desk]['number']} -> {desk}\n"
            yield f"{len(waiting)} waiting at {request.host}\n"

        return Response(stream_with_context(lines()), mimetype="text/plain")

    @app.route("/waiting")
    def who():
        return jsonify(waiting=waiting, last=Desk.last, open=sorted(open_desks()))

    return app
