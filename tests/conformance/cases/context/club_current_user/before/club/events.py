from club.access import current_user

EVENTS = {"chess": {"level": 1, "free": 2}, "masters": {"level": 2, "free": 1}}


def open_events():
    """The events that the member at hand may go to."""
    level = current_user.level if current_user else 1
    return sorted(name for name, event in EVENTS.items() if event["level"] <= level)


def book(name):
    if name not in open_events() or not EVENTS[name]["free"]:
        return None
    EVENTS[name]["free"] -= 1
    return {"event": name, "free": EVENTS[name]["free"], "by": current_user.name}
