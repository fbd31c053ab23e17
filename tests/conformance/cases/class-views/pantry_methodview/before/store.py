ITEMS = {
    1: {"id": 1, "name": "rice", "kind": "dry", "grams": 500},
    2: {"id": 2, "name": "milk", "kind": "fresh", "grams": 1000},
}


def listing(kind=None):
    return [item for item in ITEMS.values() if kind is None or item["kind"] == kind]


def get(item_id):
    return ITEMS.get(item_id)


def check(data):
    errors = [f"{key} is missing" for key in ("name", "kind", "grams") if key not in data]
    if not errors and not isinstance(data["grams"], int):
        errors.append("grams is no integer")
    return errors


def add(data):
    item_id = max(ITEMS, default=0) + 1
    ITEMS[item_id] = {"id": item_id, **{key: data[key] for key in ("name", "kind", "grams")}}
    return ITEMS[item_id]


def remove(item_id):
    return ITEMS.pop(item_id, None)
