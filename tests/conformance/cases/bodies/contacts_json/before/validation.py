class Invalid(Exception):
    def __init__(self, errors):
        super().__init__(f"{len(errors)} errors")
        self.errors = errors


def check_contact(data):
    if not isinstance(data, dict):
        raise Invalid({"_": "an object is expected"})
    errors = {}
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        errors["name"] = "required"
    if "@" not in str(data.get("email", "")):
        errors["email"] = "not an address"
    unknown = sorted(set(data) - {"name", "email", "tags"})
    if unknown:
        errors["_"] = "unknown: " + ", ".join(unknown)
    if errors:
        raise Invalid(errors)
    return {"name": name.strip(), "email": data["email"], "tags": data.get("tags", [])}
