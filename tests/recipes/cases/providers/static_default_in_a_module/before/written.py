from flask.json.provider import DefaultJSONProvider as Standard


class Written(Standard):
    ensure_ascii = False
    compact = True

    @staticmethod
    def default(value):
        if isinstance(value, frozenset):
            return list(value)
        return Standard.default(value)
