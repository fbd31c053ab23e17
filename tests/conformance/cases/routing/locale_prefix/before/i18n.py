from flask import abort, g

LANGUAGES = {"en": "Hello", "de": "Hallo", "fr": "Bonjour"}


def bind(app):
    """Takes the language out of the address and puts it back into links."""

    @app.url_defaults
    def add_language(endpoint, values):
        if "lang_code" in values or "lang_code" not in g:
            return
        if app.url_map.is_endpoint_expecting(endpoint, "lang_code"):
            values["lang_code"] = g.lang_code

    @app.url_value_preprocessor
    def pull_language(endpoint, values):
        if values is None:
            return
        code = values.pop("lang_code", None)
        if code is not None:
            if code not in LANGUAGES:
                abort(404, description=f"no language {code}")
            g.lang_code = code


def greeting():
    return LANGUAGES[g.lang_code]
