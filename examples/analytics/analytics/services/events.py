"""Taking in events: from the SDKs one by one or in batches, and from CSV files."""

import csv
import datetime
import decimal
import io

from flask import current_app, g

from ..errors import ApiError
from ..extensions import cache, db
from ..models import Event, utcnow
from . import webhooks

DEVICES = ("desktop", "mobile", "tablet")
COLUMNS = ("name", "visitor", "page", "referrer", "country", "device", "duration_ms", "revenue")


class BadEvent(ValueError):
    pass


def parse_timestamp(value):
    if value in (None, ""):
        return utcnow()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            moment = datetime.datetime.fromtimestamp(value, datetime.timezone.utc)
        except (OverflowError, OSError, ValueError):
            raise BadEvent("timestamp is out of range") from None
        return moment.replace(tzinfo=None)
    try:
        moment = datetime.datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        raise BadEvent("timestamp has to be ISO 8601 or seconds since 1970") from None
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return moment


def parse_text(data, key, most, required=False):
    value = data.get(key)
    if value in (None, ""):
        if required:
            raise BadEvent("%s is required" % key)
        return None
    if not isinstance(value, str):
        raise BadEvent("%s has to be a string" % key)
    if len(value) > most:
        raise BadEvent("%s has at most %d characters" % (key, most))
    return value


def parse_event(data):
    """The columns of an event; raises BadEvent with a message for the customer."""
    if not isinstance(data, dict):
        raise BadEvent("an event has to be an object")
    values = {
        "name": parse_text(data, "name", 60, required=True),
        "visitor": parse_text(data, "visitor", 40, required=True),
        "page": parse_text(data, "page", 200),
        "referrer": parse_text(data, "referrer", 200),
        "country": parse_text(data, "country", 2),
        "device": parse_text(data, "device", 20),
        "occurred_at": parse_timestamp(data.get("timestamp")),
        "properties": data.get("properties") or {},
    }
    if values["device"] is not None and values["device"] not in DEVICES:
        raise BadEvent("device is one of %s" % ", ".join(DEVICES))
    if values["country"] is not None:
        values["country"] = values["country"].upper()
    if not isinstance(values["properties"], dict):
        raise BadEvent("properties has to be an object")
    values["duration_ms"] = parse_duration(data.get("duration_ms"))
    values["revenue"] = parse_revenue(data.get("revenue"))
    return values


def parse_duration(value):
    if value in (None, ""):
        return None
    try:
        duration = int(value)
    except (TypeError, ValueError):
        raise BadEvent("duration_ms has to be a whole number") from None
    if not 0 <= duration <= 86400000:
        raise BadEvent("duration_ms goes from 0 to a day")
    return duration


def parse_revenue(value):
    if value in (None, ""):
        return None
    try:
        revenue = decimal.Decimal(str(value)).quantize(decimal.Decimal("0.01"))
    except decimal.InvalidOperation:
        raise BadEvent("revenue has to be a number") from None
    if not -1000000 < revenue < 1000000:
        raise BadEvent("revenue is out of range")
    return revenue


def store(project, rows):
    """Insert parsed events, and tell the cache and the webhooks about them."""
    events = [Event(project_id=project.id, **row) for row in rows]
    db.session.add_all(events)
    newest = max(row["occurred_at"] for row in rows)
    if project.last_event_at is None or newest > project.last_event_at:
        project.last_event_at = newest
    db.session.commit()
    cache.invalidate_project(project.id)
    webhooks.notify(g.account, project, events)
    return events


def import_csv(project, upload):
    """Store the events of an uploaded file: all of them, or none if a line is wrong."""
    try:
        content = io.TextIOWrapper(upload.stream, encoding="utf-8-sig", newline="")
        reader = csv.DictReader(content)
        missing = {"name", "visitor"} - set(reader.fieldnames or [])
        if missing:
            raise ApiError("The file has no column %s." % ", ".join(sorted(missing)))
        rows, problems = [], []
        for line, data in enumerate(reader, 2):
            if len(rows) >= current_app.config["IMPORT_MAX_ROWS"]:
                raise ApiError("A file has at most %d events." % len(rows))
            try:
                data.pop(None, None)
                rows.append(parse_event(data))
            except BadEvent as error:
                problems.append({"line": line, "message": str(error)})
    except UnicodeDecodeError:
        raise ApiError("The file has to be UTF-8.") from None
    if problems:
        raise ApiError("Some lines are wrong; nothing was imported.", lines=problems[:20])
    if not rows:
        raise ApiError("The file has no events.")
    return store(project, rows)
