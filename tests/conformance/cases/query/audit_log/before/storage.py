def events():
    return [
        {"id": 1, "actor": "ann", "severity": 1, "text": "logged in"},
        {"id": 2, "actor": "bob", "severity": 4, "text": "deleted a project"},
        {"id": 3, "actor": "ann", "severity": 3, "text": "changed her password"},
    ]
