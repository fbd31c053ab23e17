from flask import g

FIGURES = {("sales", 1): 1200.5, ("sales", 2): -13, ("staff", 2): 12}


def lookup(name, quarter):
    value = FIGURES.get((name, quarter), 0)
    if name == "staff" and g.reader != "auditor":
        return 0
    return value
