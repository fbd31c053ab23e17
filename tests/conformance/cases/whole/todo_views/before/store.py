class NotThere(LookupError):
    pass


class Conflict(Exception):
    pass


class Store:
    def __init__(self, kind):
        self.kind = kind
        self.items = {}

    def all(self):
        return [self.items[key] for key in sorted(self.items)]

    def get(self, key):
        try:
            return self.items[key]
        except KeyError:
            raise NotThere(f"{self.kind} {key}") from None

    def add(self, text):
        if any(item["text"] == text for item in self.items.values()):
            raise Conflict(f"{text!r} is there already")
        item = {"id": max(self.items, default=0) + 1, "text": text, "done": False}
        self.items[item["id"]] = item
        return item

    def update(self, key, **changes):
        self.get(key).update(changes)
        return self.get(key)

    def delete(self, key):
        del self.items[self.get(key)["id"]]
