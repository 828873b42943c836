"""What a report must tell; pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import isfinite

from django.utils.translation import gettext as _

from youju.cases.rules.states import GRAVE_SOURCES, Severity, Source
from youju.kernel.refusal import Refused

MAX_TITLE, MAX_PLACE, MAX_QUANTITY, MAX_TEXT, MAX_NOTE = 120, 120, 40, 2000, 500
AHEAD = timedelta(hours=24)  # a phone's clock may be wrong by this much


def clean(text: str, most: int, field: str) -> str:
    """Return the text without what cannot be shown; or refuse one that is too long."""
    plain = text.replace("\0", "").strip()
    if len(plain) > most:
        raise Refused(_("最多 %(most)s 个字，请写短些。") % {"most": most}, field=field)
    return plain


def check_place(place: str, lat: float | None, lng: float | None) -> None:
    """Refuse a report that says nowhere where it is, or a spot that is none on the map."""
    if (lat is None) != (lng is None):
        raise Refused(_("经度和纬度要一起给。"), field="lat")
    if lat is not None and lng is not None:
        if not (isfinite(lat) and isfinite(lng) and -90 <= lat <= 90 and -180 <= lng <= 180):
            raise Refused(_("位置不在地图上，请重新定位。"), field="lat")
    elif not place:
        raise Refused(_("写明地点，或在图上点出位置。"), field="place")


def check_times(done_at: datetime, now: datetime) -> None:
    """Refuse a report of what has not happened yet."""
    if done_at > now + AHEAD:
        raise Refused(_("发现时间在以后，请核对手机的日期。"), field="done_at")


def title_of(title: str, place: str, kind: str) -> str:
    """Return the title as given, else place and kind: 金桥路 12号楼北侧暴露垃圾."""
    return title or f"{place}{kind}"[:MAX_TITLE]


def severity_of(kind: int, source: Source) -> int:
    """Return the severity of its kind; what the media or a higher office told is grave (M023)."""
    return Severity.GRAVE if source in GRAVE_SOURCES else kind


def check_note(note: str, field: str = "note", *, needed: str = "") -> str:
    """Return a note; refuse one that is too long, or missing where `needed` says what for."""
    plain = clean(note, MAX_NOTE, field)
    if needed and not plain:
        raise Refused(needed, field=field)
    return plain


MAX_SIGNER = 30


def check_signer(signer: str, signed: bool, closes: bool) -> str:
    """Return who confirms a closing with a signature; refuse the one without the other, or where
    nothing is closed."""
    name = " ".join(clean(signer, MAX_SIGNER, "signer").split())
    if signed and not closes:
        raise Refused(_("退回整改的不用签名。"))
    if signed and not name:
        raise Refused(_("写签名确认的人的姓名。"), field="signer")
    if name and not signed:
        raise Refused(_("请%(name)s在下面的框里签名；没有到场签名的，不写姓名。") % {"name": name}, field="signer")  # fmt: skip
    return name


def check_pairs(before: int, after: int) -> None:
    """Refuse rectification whose after-photos do not match the before-photos one to one."""
    wanted = max(before, 1)
    if after != wanted:
        raise Refused(
            _("整改前照片 %(before)s 张，整改后须逐张对应补拍 %(wanted)s 张，现有 %(after)s 张。")
            % {"before": before, "wanted": wanted, "after": after},
            field="photos",
        )
