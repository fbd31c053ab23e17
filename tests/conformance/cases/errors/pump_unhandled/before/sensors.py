SENSORS = {"pressure": [3, 4, 5], "flow": [], "heat": ["hot"]}


def read(name):
    values = SENSORS[name]
    return sum(values) / len(values)


def register(name, values):
    if not isinstance(values, list):
        raise TypeError("values has to be a list")
    SENSORS[name] = values
