QUESTIONS = {"age": int, "town": str}


class Invalid(Exception):
    def __init__(self, fields):
        super().__init__(", ".join(fields))
        self.fields = fields


def check_answers(data):
    wrong, clean = [], {}
    for name, kind in QUESTIONS.items():
        try:
            clean[name] = kind(data[name])
        except (KeyError, ValueError):
            wrong.append(name)
    if wrong:
        raise Invalid(wrong)
    return clean
