from flask import request

LANGUAGES = ["en", "de-CH", "fr"]
TEXTS = {
    "hello": {"en": "Hello {name}!", "de-CH": "Grüezi {name}!", "fr": "Bonjour {name} !"},
    "missing": {"en": "Nothing here", "de-CH": "Da isch nüt", "fr": "Rien ici"},
}


def pick_language():
    chosen = request.cookies.get("lang")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def translate(key, **values):
    return TEXTS[key][pick_language()].format(**values)
