"""A link by which a holder adds a credential to a profile elsewhere; nothing leaves before they follow it."""

from datetime import date
from urllib.parse import urlencode

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin(*, name: str, issuer: str, address: str, ref: str, first: date, last: date) -> str:
    """LinkedIn's page “Add license or certification”, filled in. Months are counted from 1, as LinkedIn does."""
    said = {
        "startTask": "CERTIFICATION_NAME",
        "name": name,
        "organizationName": issuer,
        "issueYear": first.year,
        "issueMonth": first.month,
        "expirationYear": last.year,
        "expirationMonth": last.month,
        "certUrl": address,
        "certId": ref,
    }
    return f"{LINKEDIN}?{urlencode(said)}"
