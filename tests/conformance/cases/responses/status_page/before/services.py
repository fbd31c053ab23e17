SERVICES = {"web": "up", "mail": "down", "db": "up"}


def worst():
    return "down" if "down" in SERVICES.values() else "up"
