class Till:
    def __init__(self):
        self.total = 0

    def add(self, sender, amount):
        self.total += amount if sender.url_build_error_handlers == [] else 0
