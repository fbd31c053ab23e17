"""Reports are made in threads of their own, each in a context of the application."""

import threading
from itertools import count

from flask import current_app, g, has_app_context, has_request_context

_jobs = {}
_numbers = count(1)
_lock = threading.Lock()


class Job:
    def __init__(self, number, asked_by):
        self.id = number
        self.asked_by = asked_by
        self.result = None
        self.error = None
        self.done = threading.Event()

    def wait(self, seconds):
        self.done.wait(seconds)


def summarize(rows):
    if len(rows) > current_app.config["MAX_ROWS"]:
        raise ValueError("too many rows")
    g.total = sum(rows)
    return {
        "title": current_app.config["REPORT_TITLE"],
        "total": g.total,
        "mean": g.total / len(rows),
    }


def run(app, job, rows):
    outside = has_app_context()
    with app.app_context():
        try:
            job.result = summarize(rows) | {
                "by": job.asked_by,
                "contexts": [outside, has_app_context(), has_request_context()],
            }
        except Exception as error:
            job.error = f"{type(error).__name__}: {error}"
        finally:
            job.done.set()


def start(app, rows, asked_by):
    with _lock:
        job = Job(next(_numbers), asked_by)
        _jobs[job.id] = job
    threading.Thread(target=run, args=(app, job, rows), daemon=True).start()
    return job


def find(number):
    return _jobs.get(number)


def forget(number):
    return _jobs.pop(number, None) is not None
