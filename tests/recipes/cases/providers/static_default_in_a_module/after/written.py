from compat.json import JSONProvider


class Written(JSONProvider):
    ensure_ascii = False
    compact = True

    @staticmethod
    def default(value):
        if isinstance(value, frozenset):
            return list(value)
        return JSONProvider.default(value)
