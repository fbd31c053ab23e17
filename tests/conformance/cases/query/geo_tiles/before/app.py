from __future__ import annotations

import logging

from flask import Blueprint, Flask, abort, request

log = logging.getLogger(__name__)
bp = Blueprint("geo", __name__, url_prefix="/geo")


class Box:
    def __init__(self, west: float, south: float, east: float, north: float) -> None:
        self.west, self.south, self.east, self.north = west, south, east, north

    @classmethod
    def parse(cls, text: str) -> Box:
        """Read `west,south,east,north`; used as `type=` so that ValueError means the default."""
        parts = [float(part) for part in text.split(",")]
        if len(parts) != 4:
            raise ValueError(text)
        return cls(*parts)

    def as_dict(self) -> dict[str, float]:
        return {"west": self.west, "south": self.south, "east": self.east, "north": self.north}


def flag(text: str) -> bool:
    return text.lower() in {"1", "true", "yes", "on"}


@bp.get("/bounds")
def bounds():
    box = request.args.get("bbox", default=None, type=Box.parse)
    if box is None:
        abort(400, "bbox must be four numbers: west,south,east,north")
    if box.west > box.east:
        abort(422, description="the box is inside out")
    zoom = request.args.get("zoom", 10, int)
    detailed = request.args.get("detailed", False, type=flag)
    return {"box": box.as_dict(), "zoom": zoom, "detailed": detailed}


@bp.get("/nearest")
def nearest():
    lat = request.args.get("lat", type=float)
    lon = request.args.get("lon", type=float)
    if lat is None or lon is None:
        missing = [name for name in ("lat", "lon") if name not in request.args]
        return {"error": "lat and lon are needed", "missing": missing}, 400
    points = request.args.getlist("point", type=lambda p: tuple(map(float, p.split(":"))))
    if not points:
        return {"nearest": None}
    best = min(points, key=lambda p: (p[0] - lat) ** 2 + (p[1] - lon) ** 2)
    return {"nearest": list(best), "considered": len(points)}


@bp.get("/rounded")
def rounded():
    digits = request.args.get("digits", type=int, default=2)
    return {"values": [round(v, digits) for v in request.args.getlist("v", float)]}


def create_app() -> Flask:
    app = Flask(__name__)
    app.register_blueprint(bp)
    return app
