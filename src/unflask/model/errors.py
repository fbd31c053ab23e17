"""What goes wrong because of what the user gave, and not because of us."""

from __future__ import annotations


class UserError(Exception):
    """A fault in the input, told in one clear sentence.

    `message` names the file and line where there is one; the command line prints it and ends with status 2.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotImportedError(UserError):
    """The application could not be imported; `why` is its own error, without the full stop."""

    def __init__(self, why: str) -> None:
        self.why = why.rstrip(".")
        super().__init__(f"The application does not import: {self.why}.")


class RecipeError(Exception):
    """A recipe raised: the fault is ours, so the run stops with the recipe's id and writes nothing."""

    def __init__(self, recipe: str, path: str, cause: BaseException) -> None:
        super().__init__(
            f"The recipe {recipe} failed on {path} ({type(cause).__name__}: {cause}); "
            "this is a fault of unflask, and nothing was written."
        )
        self.recipe = recipe
        self.path = path
        self.cause = cause
