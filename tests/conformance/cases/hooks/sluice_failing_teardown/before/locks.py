HELD = {"north": "boat"}


class Lock:
    class Taken(Exception):
        pass

    def __init__(self, name):
        self.name = name
        self.mine = False

    def take(self, by):
        if self.name in HELD:
            raise Lock.Taken(self.name)
        HELD[self.name] = by
        self.mine = True

    def release(self, failed):
        if not self.mine:
            return
        del HELD[self.name]
        if failed:
            HELD[f"{self.name}!"] = "to be looked at"
        if self.name == "leaky":
            raise RuntimeError("the lock leaks")


def held():
    return dict(sorted(HELD.items()))
