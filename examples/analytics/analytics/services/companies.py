from flask import g

from ..clients import enrichment


def describe(account):
    """What we and the enrichment provider know about the company of an account."""
    company = lookup(account.domain) if account.domain else None
    return {
        "account": {"id": account.id, "name": account.name, "plan": account.plan},
        "company": company,
        "requested_by": g.user.email,
    }


def lookup(domain):
    """The provider's answer in our words; None where it knows no such company."""
    found = enrichment.find_company(domain.lower())
    if found is None:
        return None
    employees = found.get("employees")
    return {
        "domain": domain,
        "legal_name": found.get("legal_name"),
        "industry": found.get("industry"),
        "country": found.get("country"),
        "employees": employees,
        "size": size(employees),
        "founded": found.get("founded"),
    }


def size(employees):
    if employees is None:
        return "unknown"
    if employees < 50:
        return "small"
    return "medium" if employees < 250 else "large"
