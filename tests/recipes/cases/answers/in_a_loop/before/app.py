from flask import Flask, jsonify

app = Flask(__name__)

LINES = {"u1": "north", "u2": "port"}

# One route for each line:
for line in LINES:

    @app.get(f"/last/{line}", endpoint=f"last_{line}")
    def last(line=line):
        return jsonify(name=line, last=LINES[line])


if LINES:

    @app.get("/first")
    def first():
        return jsonify(first=next(iter(LINES.values())), lines=len(LINES))
