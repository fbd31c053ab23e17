"""Application settings, filled from mappings, objects, Python files and the environment."""

from __future__ import annotations

import errno
import json
import os
import types
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FileName: TypeAlias = "str | os.PathLike[str]"

_ABSENT = (errno.ENOENT, errno.EISDIR, errno.ENOTDIR)


def default_config() -> dict[str, Any]:
    """The settings that every application starts with."""
    return {
        "DEBUG": debug_from_environment(),
        "TESTING": False,
        "PROPAGATE_EXCEPTIONS": None,
        "SECRET_KEY": None,
        "SECRET_KEY_FALLBACKS": None,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=31),
        "USE_X_SENDFILE": False,
        "TRUSTED_HOSTS": None,
        "SERVER_NAME": None,
        "APPLICATION_ROOT": "/",
        "SESSION_COOKIE_NAME": "session",
        "SESSION_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_PATH": None,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": False,
        "SESSION_COOKIE_PARTITIONED": False,
        "SESSION_COOKIE_SAMESITE": None,
        "SESSION_REFRESH_EACH_REQUEST": True,
        "MAX_CONTENT_LENGTH": None,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "MAX_FORM_PARTS": 1_000,
        "SEND_FILE_MAX_AGE_DEFAULT": None,
        "TRAP_BAD_REQUEST_ERRORS": None,
        "TRAP_HTTP_EXCEPTIONS": False,
        "EXPLAIN_TEMPLATE_LOADING": False,
        "PREFERRED_URL_SCHEME": "http",
        "TEMPLATES_AUTO_RELOAD": None,
        "MAX_COOKIE_SIZE": 4093,
        "PROVIDE_AUTOMATIC_OPTIONS": True,
    }


def debug_from_environment() -> bool:
    """Whether the variable FLASK_DEBUG asks for debug mode."""
    value = os.environ.get("FLASK_DEBUG")
    return bool(value and value.lower() not in {"0", "false", "no"})


class Config(dict[str, Any]):
    """A dict of settings; only upper-case names are taken over from elsewhere.

    File names are relative to `root_path`.
    """

    def __init__(self, root_path: FileName, defaults: Mapping[str, Any] | None = None) -> None:
        super().__init__(defaults or {})
        self.root_path = root_path

    def from_mapping(self, mapping: Mapping[str, Any] | None = None, **kwargs: Any) -> bool:
        """Take over the upper-case keys of a mapping and of keyword arguments."""
        for key, value in {**(mapping or {}), **kwargs}.items():
            if key.isupper():
                self[key] = value
        return True

    def from_object(self, obj: object) -> None:
        """Take over the upper-case attributes of an object, or of the one an import path names."""
        if isinstance(obj, str):
            obj = import_object(obj)
        for key in dir(obj):
            if key.isupper():
                self[key] = getattr(obj, key)

    def from_pyfile(self, filename: FileName, silent: bool = False) -> bool:
        """Run a Python file and take over its upper-case names.

        Returns False when `silent` is set and there is no such file.
        """
        path = Path(self.root_path, filename)
        module = types.ModuleType("config")
        module.__file__ = str(path)
        try:
            # A settings file is code.
            exec(compile(path.read_bytes(), path, "exec"), module.__dict__)  # noqa: S102
        except OSError as error:
            return _unreadable(error, silent, _ABSENT)
        self.from_object(module)
        return True

    def from_envvar(self, variable_name: str, silent: bool = False) -> bool:
        """Run the Python file whose name an environment variable holds."""
        filename = os.environ.get(variable_name)
        if filename:
            return self.from_pyfile(filename, silent=silent)
        if silent:
            return False
        raise RuntimeError(
            f"The environment variable {variable_name!r} is not set and as such configuration"
            " could not be loaded. Set this variable and make it point to a configuration file"
        )

    def from_prefixed_env(
        self, prefix: str = "FLASK", *, loads: Callable[[str], Any] = json.loads
    ) -> bool:
        """Take over environment variables `PREFIX_NAME`; a double underscore reaches into a dict.

        Values that `loads` refuses stay text.
        """
        for variable in sorted(os.environ):
            if variable.startswith(f"{prefix}_"):
                key = variable.removeprefix(f"{prefix}_")
                self._set_nested(key, _loaded(os.environ[variable], loads))
        return True

    def from_file(
        self,
        filename: FileName,
        load: Callable[[IO[Any]], Mapping[str, Any]],
        silent: bool = False,
        text: bool = True,
    ) -> bool:
        """Take over what `load` makes of an open file, for example `json.load`."""
        try:
            with Path(self.root_path, filename).open("r" if text else "rb") as file:
                mapping = load(file)
        except OSError as error:
            return _unreadable(error, silent, _ABSENT[:2])
        return self.from_mapping(mapping)

    def get_namespace(
        self, namespace: str, lowercase: bool = True, trim_namespace: bool = True
    ) -> dict[str, Any]:
        """The settings whose name starts with `namespace`, by the rest of their name."""
        found = {}
        for key, value in self.items():
            if key.startswith(namespace):
                name = key[len(namespace) :] if trim_namespace else key
                found[name.lower() if lowercase else name] = value
        return found

    def _set_nested(self, key: str, value: Any) -> None:
        # A key that starts or ends with the separator is taken apart like any other.
        *parents, last = key.split("__")
        target: dict[str, Any] = self
        for parent in parents:
            target = target.setdefault(parent, {})
        target[last] = value

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {dict.__repr__(self)}>"


class ImportStringError(ImportError):
    """Raised when an import path names nothing that can be imported."""

    def __init__(self, import_name: str, exception: BaseException) -> None:
        super().__init__(_explained(import_name, exception))
        self.import_name = import_name
        self.exception = exception


def import_object(import_name: str) -> Any:
    """The module, or the attribute of a module, that `package.module:name` stands for.

    A dot does instead of the colon. Raises ImportStringError when there is none.
    """
    name = import_name.replace(":", ".")
    try:
        return _imported(name)
    except ImportError as error:
        raise ImportStringError(name, error) from None


def _imported(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        if "." not in name:
            raise
    module_name, attribute = name.rsplit(".", 1)
    module = import_module(module_name)
    try:
        return getattr(module, attribute)
    except AttributeError as error:
        raise ImportError(error) from None


def _explained(import_name: str, exception: BaseException) -> str:
    found: list[str] = []
    parts = import_name.split(".")
    for end in range(1, len(parts) + 1):
        name = ".".join(parts[:end])
        try:
            module = _imported(name)
        except ImportError:
            break
        found.append(f"- {name!r} found in {getattr(module, '__file__', None)!r}.")
    else:
        return import_name
    trace = "\n".join([*found, f"- {name!r} not found."])
    return (
        f"import_string() failed for {import_name!r}. Possible reasons are:\n\n"
        "- missing __init__.py in a package;\n"
        "- package or module path not included in sys.path;\n"
        "- duplicated package or module name taking precedence in sys.path;\n"
        "- missing module, class, function or variable;\n\n"
        f"Debugged import:\n\n{trace}\n\n"
        f"Original exception:\n\n{type(exception).__name__}: {exception}"
    )


def _loaded(text: str, loads: Callable[[str], Any]) -> Any:
    try:
        return loads(text)
    except Exception:  # noqa: BLE001 (any refusal of a caller's loader means: keep the text)
        return text


def _unreadable(error: OSError, silent: bool, absent: tuple[int, ...]) -> bool:
    if silent and error.errno in absent:
        return False
    error.strerror = f"Unable to load configuration file ({error.strerror})"
    raise error
