class Ledger:
    """What happened since somebody looked last."""

    def __init__(self):
        self.lines = []

    def __len__(self):
        return len(self.lines)

    def write(self, line):
        self.lines.append(line)

    def torn_down(self, sender, exc=None, **extra):
        self.write(f"torn down{' by ' + type(exc).__name__ if exc else ''}")

    def popped(self, sender, **extra):
        self.write(f"popped {sender.name}")

    def take(self):
        lines, self.lines = self.lines, []
        return lines
