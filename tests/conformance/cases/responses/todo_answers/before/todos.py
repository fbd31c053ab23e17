TODOS = [
    {"id": 1, "title": "write", "done": True},
    {"id": 2, "title": "test", "done": False},
]


def find(number):
    return next((todo for todo in TODOS if todo["id"] == number), None)
