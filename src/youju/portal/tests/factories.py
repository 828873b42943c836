"""Residents' reports, taken in and worked on as they are in life."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from youju.cases.actions import dispatch_case, file_case, rectify_case, verify_case
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.organisations.models import Unit
from youju.portal import actions
from youju.portal.models import Opinion, PublicCase, Report
from youju.portal.rules import Decision, Told
from youju.portal.secrets import code_for

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
NAME, PHONE = "邢建国", "13905120077"
WORDS = f"楼下垃圾三天没人清，我是{NAME}，电话 139-0512-0077，车牌苏E12345挡着路。"
LAT, LNG = 31.298765, 120.583219


def told(**changed: object) -> Told:
    """Return what a resident fills in, with all that must never be public."""
    said = {
        "kind": "s0101", "place": "金桥路 12号楼北侧 302室门口", "lat": LAT, "lng": LNG, "words": WORDS, "name": NAME,
        "phone": PHONE,
    }  # fmt: skip
    return Told(**said | changed)  # type: ignore[arg-type]


def sent(
    place: Unit, *, photos: int = 1, key: UUID | None = None, at: datetime = NOON, **changed: object
) -> Report:
    """Send a report, with photos."""
    files = [upload(jpeg(scene(n * 50))) for n in range(photos)]
    return actions.send_report(
        place, told(**changed), photos=files, unit=place, now=at, key=key or uuid4()
    )


def code_of(report: Report | Opinion) -> str:
    return code_for(report.root_id, report.key)


def public_of(report: Report) -> PublicCase:
    return PublicCase.objects.select_related("case", "unit").get(case_id=report.case_id)


def by(member: object, at: datetime = NOON) -> dict[str, object]:
    return {"actor": member, "now": at, "key": uuid4()}


def shown(report: Report, staff: object, words: str = "楼下垃圾没有人清") -> PublicCase:
    """Let the public see a report in these words."""
    public = public_of(report)
    return actions.decide_case(public.pk, Decision.SHOWN, words=words, **by(staff))


def photo_shown(report: Report, staff: object) -> object:
    """Let the public see the first photo of a report."""
    from youju.portal.queries import photos_to_decide

    public = public_of(report)
    link, _decided = photos_to_decide(staff, public)[0]
    return actions.decide_photo(public.pk, link.item_id, Decision.SHOWN, **by(staff))


def closed(
    report: Report, office: object, owner: object, verifier: object, at: datetime = NOON
) -> None:
    """File, dispatch, put right with an after-photo, and verify the case of a report."""
    case = report.case_id
    file_case(case, **by(office, at))
    dispatch_case(case, owner_unit=owner.unit, **by(office, at))
    after = store(upload(jpeg(scene(120))), unit=owner.unit, actor=owner, now=at)
    rectify_case(case, note="已清运两车，增设垃圾桶", photos=[after.pk], **by(owner, at))
    verify_case(case, passed=True, note="现场已清", **by(verifier, at))
