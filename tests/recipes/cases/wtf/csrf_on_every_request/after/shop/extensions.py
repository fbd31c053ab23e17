from .compat.csrf import CSRFProtect

csrf = CSRFProtect()
