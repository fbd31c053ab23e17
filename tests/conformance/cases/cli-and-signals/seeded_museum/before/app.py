import click
from flask import Flask, current_app, jsonify, request

from commands import exhibits_cli, seed
from tours import tours


def create_app():
    app = Flask(__name__)
    app.config["EXHIBITS"] = {}
    app.register_blueprint(tours)
    app.cli.add_command(exhibits_cli)

    @app.cli.command("seed")
    @click.option("--count", default=3, help="How many exhibits to make.")
    def seed_command(count):
        """Fill the museum."""
        click.echo(f"{len(seed(count))} exhibits")

    @app.shell_context_processor
    def shell():
        return {"exhibits": app.config["EXHIBITS"], "seed": seed}

    with app.app_context():
        seed(2)

    @app.route("/exhibits")
    def exhibits():
        return jsonify(current_app.config["EXHIBITS"])

    @app.route("/exhibits/<key>", methods=["PUT", "DELETE"])
    def exhibit(key):
        known = current_app.config["EXHIBITS"]
        if request.method == "DELETE":
            return jsonify(gone=known.pop(key, None))
        known[key] = request.get_json()["title"]
        return jsonify({key: known[key]}), 201

    @app.route("/seed", methods=["POST"])
    def seed_again():
        return jsonify(seed(request.values.get("count", 1, type=int)))

    return app


if __name__ == "__main__":
    create_app().run(debug=True)
