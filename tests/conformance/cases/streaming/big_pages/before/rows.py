from flask import request


def rows(count):
    """Rows are made while the page is sent, and still know the request."""
    for number in range(count):
        yield {"number": number, "mark": request.args.get("mark") == str(number)}


def squares():
    return (n * n for n in range(4))
