def open_shelf(app):
    return Shelf(app.config.get("SHELF_SIZE", 3))


class Shelf:
    def __init__(self, size):
        self.size = size
        self.texts = {}

    def __iter__(self):
        return iter(self.texts)

    def __contains__(self, name):
        return name in self.texts

    def read(self, name):
        return self.texts[name]

    def write(self, name, text):
        if len(self.texts) < self.size:
            self.texts[name] = text

    def remove(self, name):
        del self.texts[name]
