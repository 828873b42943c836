"""How often one address, and everybody at one place together, may do what."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused


class Counted(StrEnum):
    REPORT = "report"
    OPINION = "opinion"
    LOOK_UP = "look_up"
    FEEDBACK = "feedback"
    SHEET = "sheet"
    OPEN_SHEET = "open_sheet"
    NOMINATION = "nomination"
    OBJECTION = "objection"
    BALLOT = "ballot"
    SIGN_UP = "sign_up"
    HERE = "here"
    VOLUNTEER = "volunteer"
    SHIFT = "shift"
    RATING = "rating"


# Within an hour: from one address (behind which a whole phone network may stand), and from all.
LIMITS: dict[Counted, tuple[int, int]] = {
    Counted.REPORT: (20, 400),
    Counted.OPINION: (10, 100),
    Counted.LOOK_UP: (60, 6000),
    Counted.FEEDBACK: (20, 400),
    Counted.SHEET: (120, 6000),  # a hall full of people answers behind one address
    Counted.OPEN_SHEET: (20, 2000),
    Counted.NOMINATION: (10, 200),
    Counted.OBJECTION: (10, 200),
    Counted.BALLOT: (120, 6000),
    Counted.SIGN_UP: (20, 1000),
    Counted.HERE: (400, 6000),  # a whole hall comes in behind one address
    Counted.VOLUNTEER: (20, 400),
    Counted.SHIFT: (60, 2000),
    Counted.RATING: (30, 2000),
}


def network_of(address: str) -> str:
    """Return what counts as one sender: an IPv4 address, or the /64 that a household has of IPv6."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def prefix_of(address: str) -> str:
    """Return the network beside a sender: the /24 of IPv4, the /48 of IPv6; "" for no address."""
    own = network_of(address).partition("/")[0]
    if own == "unknown":
        return ""
    length = 24 if ipaddress.ip_address(own).version == 4 else 48
    return str(ipaddress.ip_network((own, length), strict=False))


def check_count(what: Counted, own: int, all_together: int) -> None:
    """Refuse one more where the hour's limit was reached, of the sender or of all."""
    most, most_of_all = LIMITS[what]
    if all_together >= most_of_all:
        raise Refused(_("这一小时提交的人太多，请一小时后再来；急事请打 12345"))
    if own >= most:
        raise Refused(_("您所在的网络这一小时提交次数太多，请一小时后再来；急事请打 12345"))


@dataclass(frozen=True, slots=True)
class Load:
    """How many came within the hour, of how many that may."""

    count: int
    most: int


def extra_bits(load: Load) -> int:
    """Return how many bits the work grows by: 2 from a half of the hour's limit, 4 from three quarters."""
    share = load.count / load.most
    return 4 if share >= 0.75 else 2 if share >= 0.5 else 0
