"""What an audit finds besides the inventory: risks and debts, each with a code."""

from __future__ import annotations

from unflask.model.steps import Code

LIVE_ONLY = Code(
    "UF301",
    "a route was found by importing alone",
    "Its rule is computed, or a library adds it. The original application answers it until its "
    "declaration is written where it can be read.",
    scope="none",
)
STATIC_ONLY = Code(
    "UF302",
    "a route was found by reading alone",
    "The imported application does not have it: a setting or a condition decides. Import the "
    "application with the settings of production to see what it has there.",
    scope="none",
)
COMPUTED = Code(
    "UF303",
    "a route's rule is computed, and the application was not imported",
    "Reading cannot tell the rule. Let the application be imported (--python names the interpreter "
    "that has its dependencies), or write the rule out.",
    scope="none",
)
SECRET = Code(
    "UF304",
    "a secret stands in the source",
    "Read it from the environment. Both applications need the same secret while both run.",
    scope="none",
)
MEMORY = Code(
    "UF305",
    "state is kept in the memory of the process",
    "Each worker has a copy of its own, and so has the original beside the migrated application. Keep "
    "it in a database or a cache; until then routes that share it move together.",
    scope="none",
)
EVERYWHERE = Code(
    "UF306",
    "an extension acts on every request",
    "No route can leave Flask before it is replaced: see what becomes of the extension.",
    scope="none",
)
GONE = Code(
    "UF307",
    "a hook that Flask itself has dropped",
    "`before_first_request` is gone since Flask 2.3: run it when the application is made.",
    scope="none",
)
FOREIGN_HOOK = Code(
    "UF308",
    "a library runs code around every request",
    "Its hook was found in the imported application. What it does has to be there for converted routes "
    "too.",
    scope="none",
)
DEBUG = Code(
    "UF309",
    "the debugger is switched on in the source",
    "Werkzeug's debugger runs code for whoever reaches it. Leave `debug` to the command line.",
    scope="none",
)

CODES = (LIVE_ONLY, STATIC_ONLY, COMPUTED, SECRET, MEMORY, EVERYWHERE, GONE, FOREIGN_HOOK, DEBUG)
