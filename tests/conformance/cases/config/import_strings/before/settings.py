import os


class _Common:
    GOLD_RATE = 0.75
    SECRET_KEY = os.getenv("APP_SECRET", "strings")

    @property
    def DISPLAY(self):
        return f"{self.NAME}!"


class Live(_Common):
    NAME = "live"
    MAX_ITEMS = int(os.environ.get("MAX_ITEMS", "3"))


class Debugging(_Common):
    NAME = "debugging"
    DEBUG = True
