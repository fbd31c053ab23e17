SAMPLES = {
    1: {"id": 1, "owner": "ada", "of": "water"},
    2: {"id": 2, "owner": "bob", "of": "soil"},
}


def own_samples(user):
    return [s for s in SAMPLES.values() if user["admin"] or s["owner"] == user["name"]]
