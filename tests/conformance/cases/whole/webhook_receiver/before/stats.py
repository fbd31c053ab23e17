from collections import Counter

from blinker import signal

delivered = signal("webhook-delivered")
_counts = Counter()


@delivered.connect
def count(source, event):
    _counts[f"{source}.{event}"] += 1


def totals():
    return dict(_counts)
