"""Depot: parcels, the scales they were put on, and files about them."""

import math
from uuid import UUID

from flask import Flask, abort, jsonify, request

app = Flask(__name__)

PARCELS = {
    UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"): {"to": "Oslo", "kg": 2.5},
    UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"): {"to": "Bergen", "kg": 11.0},
}
ZONES = {"north": 1.5, "south": 1.0, "islands": 2.25}
FILES = {"labels/oslo/1.zpl": "^XA^XZ", "readme.txt": "hello"}


@app.get("/parcels/<uuid:parcel_id>")
def parcel(parcel_id):
    if parcel_id not in PARCELS:
        abort(404, f"no parcel {parcel_id}")
    return jsonify(id=parcel_id, version=parcel_id.version, **PARCELS[parcel_id])


@app.get("/price/<any(north, south, islands):zone>/<float:kg>")
@app.get("/price/<any(north, south, islands):zone>/<int:kg>")
def price(zone, kg):
    amount = round(ZONES[zone] * max(kg, 1), 2)
    return jsonify(zone=zone, amount=amount, kind=type(kg).__name__)


@app.get("/scale/<float(signed=True):reading>")
def scale(reading):
    return {"reading": reading, "whole": math.floor(reading), "sign": math.copysign(1, reading)}


@app.get("/bays/<int(fixed_digits=3, min=1, max=240):bay>")
def bay(bay):
    return {"bay": bay, "gate": "ABCD"[bay % 4]}


@app.get("/codes/<string(length=2):country>/<string(minlength=3, maxlength=6):code>")
def code(country, code):
    return f"{country.upper()}-{code}"


@app.get("/files/<path:name>")
def file(name):
    if name not in FILES:
        return jsonify(missing=name, parts=name.split("/")), 404
    return FILES[name], {"Content-Type": "application/octet-stream"}


@app.get("/files/<path:name>/size")
def size(name):
    return jsonify(name=name, size=len(FILES.get(name, "")))


@app.get("/echo/<word>")
def echo(word):
    return jsonify(word=word, path=request.path, args=request.view_args)
