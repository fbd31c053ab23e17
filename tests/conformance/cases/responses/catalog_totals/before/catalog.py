ITEMS = [
    {"id": n, "name": name} for n, name in enumerate(["saw", "axe", "nail", "glue", "vice"], 1)
]
SIZE = 2


def page_of(number):
    last = -(-len(ITEMS) // SIZE)
    if number < 1:
        return [], last
    return ITEMS[(number - 1) * SIZE : number * SIZE], last
