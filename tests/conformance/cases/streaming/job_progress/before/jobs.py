from flask import current_app

JOBS = {"backup": ["collect", "pack", "copy", "verify"], "idle": []}


def progress(name):
    total = current_app.config["STEPS"]
    for number, step in enumerate(JOBS[name][:total], 1):
        yield f"event: step\ndata: {number}/{total} {step}\n\n"
    yield "event: done\ndata:\n\n"
