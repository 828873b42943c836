"""What the public pages have in common: no sign-in, what may be cached, who sends, the gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadhandler import FileUploadHandler
from django.db.models import Sum
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from youju.kernel.refusal import Refused
from youju.portal import actions, challenges, rules
from youju.portal.forms import ALL_BYTES, GateForm
from youju.portal.models import Count
from youju.portal.projection import Frame
from youju.portal.rules import Counted, Load
from youju.portal.tiles import Tile, tiles_of

SHORT_CACHE = "private, max-age=60"
NO_STORE = "no-store"
View = Callable[..., HttpResponseBase]


def open_page(cache: str = NO_STORE) -> Callable[[View], View]:
    """Open a page to everybody, and say for how long it may be kept."""

    def wrap(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", cache)
            if cache == NO_STORE:
                response.headers.setdefault("X-Robots-Tag", "noindex")
            return response

        opened: View = login_not_required(page)
        return opened

    return wrap


def address_of(request: HttpRequest) -> str:
    """Return the sender's address: behind proxies that are ours, the one the outermost wrote down."""
    if settings.PROXIES:
        written = request.headers.get("X-Forwarded-For", "").split(",")
        told = [one.strip() for one in written if one.strip()]
        if len(told) >= settings.PROXIES:
            return told[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def fresh_challenge(what: Counted, root_id: int, now: datetime) -> challenges.Challenge:
    """Make a challenge, the harder the more came within the hour."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    rows = Count.objects.filter(root_id=root_id, what=what, hour=hour, who="")
    count = rows.aggregate(all=Sum("n"))["all"] or 0
    load = Load(count, rules.LIMITS[what][1])
    return challenges.fresh(what, settings.PORTAL_BITS + rules.extra_bits(load), now)


def pass_gate(
    request: HttpRequest, form: GateForm, what: Counted, root_id: int, now: datetime
) -> None:
    """Let a form through: trap, challenge, counts; in that order, so that machines cost no rows.

    Raises:
        Refused: With what to do.
    """
    sent = form.cleaned_data
    if sent["website"]:
        raise Refused(_("请不要填写隐藏的那一栏，再提交一次"))
    actions.pass_challenge(sent["token"], sent["work"], sent["answer"], purpose=what, now=now)
    actions.count(what, root_id, address_of(request), now=now)


def tiles_under(frame: Frame | None) -> list[Tile]:
    """Return the pictures under a map, where a server of tiles is set."""
    return tiles_of(frame, settings.TILES, shifted=settings.TILES_GCJ02)


class LimitedUpload(FileUploadHandler):
    """Refuses a form that announces more than its photos may weigh, before a byte of it is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  the base class's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > ALL_BYTES + 2**20:
            raise Refused(_("照片太大，合计不能超过 60 MB，请减少几张再传"))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
