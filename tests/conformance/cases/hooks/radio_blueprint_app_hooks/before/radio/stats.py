from collections import Counter

from flask import Blueprint, g, jsonify, request

stats = Blueprint("stats", __name__)

COUNTS = Counter()


@stats.before_app_request
def listener():
    agent = request.headers.get("X-Player", "unknown/0")
    g.player, _, g.player_version = agent.partition("/")
    if g.player == "ancient":
        return jsonify(error="please upgrade", endpoint=request.endpoint), 426
    return None


@stats.after_app_request
def count(response):
    COUNTS[f"{request.endpoint} {response.status_code}"] += 1
    response.headers["X-Player"] = g.player
    return response


@stats.app_errorhandler(404)
def off_air(error):
    return jsonify(error="off air", player=g.player, blueprint=request.blueprint), 404


@stats.route("/stats")
def show():
    return jsonify(COUNTS)
