from datetime import datetime

from flask import request


def enrich_file(file):

    # TODO: don't use request here
    tag = request.args.get('tag', 'unidentified')
    timestamp = datetime.utcnow().isoformat()

    file["tag"] = tag
    file["enriched_at"] = timestamp
    file["description"] = describe(file)

    return file


def describe(file):
    kind = file["name"].rpartition(".")[2].upper()
    return "{} ({}, {} bytes)".format(file["name"], kind, file["size"])
