from flask import Blueprint, abort, g, jsonify, request

tracks = Blueprint("tracks", __name__)

TRACKS = ["Rain", "Sun", "Wind"]


@tracks.before_request
def parse_format():
    g.format = request.args.get("format", "json")
    if g.format not in ("json", "text"):
        return "format?", 406
    return None


@tracks.route("/<int:number>")
def track(number):
    if number >= len(TRACKS):
        abort(404)
    if g.format == "text":
        return TRACKS[number]
    return jsonify(track=TRACKS[number], for_player=g.player, version=g.player_version)
