from flask import g


def note(what):
    g.score.append(what)


def played():
    return " ".join(g.score)
