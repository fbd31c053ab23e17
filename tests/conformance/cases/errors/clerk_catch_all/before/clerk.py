LIMITS = {"bytes": 64, "fields": {"leave": ["from", "to"], "expense": ["amount"]}}


def file_form(name, values):
    fields = LIMITS["fields"][name]
    filed = {field: values[field] for field in fields}
    if name == "expense" and float(filed["amount"]) > 1000:
        raise PermissionError("ask your boss")
    return filed
