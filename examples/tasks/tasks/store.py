"""The tasks, in memory."""

tasks = {}
settings = {}


def reset():
    tasks.clear()
    settings.clear()
    settings.update({"language": "en", "week_start": "monday"})
    add("Water the plants", "", 2)
    add("Write the report", "Ask Ben for the figures.", 4)


def add(title, notes="", priority=3):
    task = {
        "id": len(tasks) + 1,
        "title": title,
        "notes": notes,
        "priority": priority,
        "done": False,
        "comments": [],
    }
    tasks[task["id"]] = task
    return task


def save_settings(values):
    settings.update(values)
    return settings
