LINES = [
    {"level": "info", "text": "started"},
    {"level": "warning", "text": "disk is nearly full"},
    {"level": "info", "text": "größer als erwartet"},
    {"level": "error", "text": "disk is full"},
]


def tail(count):
    yield from LINES[-count:] if count > 0 else []


def numbered():
    yield from enumerate(LINES, 1)
