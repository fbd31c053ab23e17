from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/long")
def long():
    """Comments and layout stay."""
    return jsonify(
        # first
        first=1,  # one
        second=[
            1,
            2,  # two
        ],
        **{"third": 3},
    )


@app.route("/pair")
def pair():
    return (
        jsonify(
            {
                "error": "nothing here",  # for people
            }
        ),
        404,  # for machines
    )


@app.route("/nested")
def nested():
    return jsonify(jsonify(a=1).get_json())


@app.route("/one-line")
def one_line(): return jsonify(ok=True), 200


@app.route("/kept")
def kept():
    answer = jsonify(
        a=1,
    )
    answer.status_code = 202
    return answer
