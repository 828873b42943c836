"""Every page on a full city, opened twice by one who chose English.

It speaks English: Chinese is left only in what people and the catalogues wrote. And it asks the database
no more than twenty times, beside who asks: session, person, posts, and the second factor.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings as product
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import aid, care
from tests.access.objects.dossiers import an_edition
from tests.activities import some_activities
from tests.duties import some_duties
from tests.english import OFFICIAL, chinese_of, kept
from tests.honours import some_honours
from tests.mock import a_mock_round
from tests.residents import some_residents
from tests.rounds import some_rounds
from tests.test_forms_apart import nests_forms
from tests.volunteers import some_volunteers
from tests.work import PAGES as WORK_PAGES
from tests.work import some_work
from tests.world import NOON, World
from youju.audit.actions import SYSTEM
from youju.cases.actions import file_case, report_case
from youju.cases.rules import Source
from youju.documents.actions import issue_report, send_for_review
from youju.documents.briefings.actions import start_briefing
from youju.documents.dossiers import actions as dossiers
from youju.documents.models import Dossier
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.kernel.periods import Grain, around, parse_period
from youju.ledgers.actions import record_entry
from youju.organisations.rules import Role
from youju.portal.tests import factories as public
from youju.residents.queries import Area
from youju.returns import actions as returns
from youju.returns.actions.calls import Wanted as Asked
from youju.returns.tests.world import BY_NAME, HALF
from youju.standards.loader import read_edition
from youju.standards.publish import publish_edition
from youju.standards.tests.samples import SMALL
from youju.supervision.actions import issue_notice
from youju.surveys.actions import answer_sheets, make_survey, open_survey, set_cells
from youju.surveys.actions.plans import Wanted
from youju.surveys.actions.sheets import Given
from youju.surveys.actions.surveys import Wording
from youju.surveys.queries import current_version
from youju.surveys.rules.plan import Criteria
from youju.surveys.rules.states import Channel
from youju.surveys.tests.world import FORM, YES

MOST = 20
WHO_ASKS = 5  # queries that every page makes
PAGES = (
    *WORK_PAGES,
    "/",
    "/arrivals/",
    "/overview/",
    "/unit/",
    "/search/?q=清理",
    "/help/",
    "/ledgers/",
    "/ledgers/cleanup/",
    "/ledgers/cleanup/new/",
    "/ledgers/cleanup/paste/",
    "/ledgers/cleanup/trail/rubbish/",
    "/ledgers/cleanup/printed/",
    "/ledgers/entries/{entry_id}/",
    "/ledgers/import/",
    "/ledgers/import/{batch_id}/",
    "/cases/",
    "/cases/intake/",
    "/cases/hard/",
    "/cases/map/",
    "/cases/new/",
    "/cases/rates/",
    "/cases/ranking/",
    "/cases/structures/",
    "/cases/kinds/",
    "/cases/routes/",
    "/cases/{problem_id}/",
    "/cases/{problem_id}/trail/",
    "/cases/{problem_id}/dispatch/",
    "/facts/",
    "/facts/catalogue/",
    "/facts/trail/?measure=cleanup.rubbish",
    "/evidence/",
    "/evidence/{item_id}/",
    "/evidence/{item_id}/redact/",
    "/evidence/choose/",
    "/residents/",
    "/residents/new/",
    "/residents/areas/",
    "/residents/areas/{home_area_id}/",
    "/residents/people/{resident_id}/",
    "/residents/people/{resident_id}/looks/",
    "/residents/households/{household_id}/",
    "/residents/needs/",
    "/residents/rented/",
    "/residents/houses/",
    "/residents/houses/{house_id}/",
    "/residents/bodies/",
    "/residents/rosters/",
    "/residents/doubles/",
    *aid.PAGES,
    *care.PAGES,
    "/surveys/",
    "/surveys/new/",
    "/surveys/counted/",
    "/surveys/counted/new/",
    "/surveys/{survey_id}/",
    "/surveys/{survey_id}/settings/",
    "/surveys/{survey_id}/design/",
    "/surveys/{survey_id}/design/new/",
    "/surveys/{survey_id}/design/bank/",
    "/surveys/{survey_id}/preview/",
    "/surveys/{survey_id}/plan/",
    "/surveys/{survey_id}/results/",
    "/surveys/{survey_id}/between/",
    "/surveys/{survey_id}/trend/",
    "/surveys/{survey_id}/words/",
    "/surveys/{survey_id}/slips/",
    "/surveys/{survey_id}/poster/",
    "/surveys/{survey_id}/paper/",
    "/surveys/{survey_id}/paper/checks/",
    "/surveys/{survey_id}/paper/sheets/",
    "/surveys/{survey_id}/answers/",
    "/surveys/{survey_id}/releases/",
    "/public/320502001000/surveys/",
    "/honours/",
    "/activities/today/",
    "/honours/today/",
    "/honours/new/",
    "/honours/new/moral_models/",
    "/honours/{selection_id}/",
    "/honours/{selection_id}/advance/",
    "/honours/{selection_id}/nominate/",
    "/honours/{selection_id}/slips/",
    "/honours/{selection_id}/votes/",
    "/honours/{selection_id}/award/",
    "/honours/nominations/{nomination_id}/",
    "/honours/nominations/{nomination_id}/review/",
    "/honours/titles/",
    "/honours/titles/new/",
    "/honours/titles/{title_id}/",
    "/honours/titles/{title_id}/review/",
    "/honours/ratings/",
    "/honours/ratings/{rating_id}/",
    "/honours/doubles/",
    "/public/320502001000/selections/",
    "/public/selections/{selection_slug}/",
    "/public/selections/{selection_slug}/{nomination_id}/",
    "/supervision/",
    "/supervision/{notice_id}/",
    "/supervision/new/",
    "/standards/duties/?edition={long_id}",
    "/standards/duties/mine/?edition={long_id}",
    "/standards/duties/units/?edition={long_id}",
    "/standards/duties/units/{unit_id}/?edition={long_id}",
    "/standards/duties/{duty_id}/",
    "/standards/mock/",
    "/standards/mock/new/",
    "/standards/mock/{mock_round_id}/",
    "/standards/mock/{mock_round_id}/draw/",
    "/standards/mock/{mock_round_id}/teams/",
    "/standards/mock/places/{mock_spot_id}/",
    "/standards/editions/",
    "/standards/editions/{index_id}/",
    "/standards/editions/{index_id}/compare/",
    "/standards/items/{index_item_id}/",
    "/standards/board/",
    "/standards/board/?wall=1",
    "/standards/years/",
    "/standards/negatives/",
    "/standards/negatives/{negative_id}/",
    "/documents/",
    "/documents/start/",
    "/documents/{report_id}/",
    "/documents/{report_id}/numbers/1/",
    "/documents/{report_id}/words/",
    "/documents/{report_id}/headings/1/",
    "/documents/{report_id}/copied/",
    "/documents/{issued_id}/",
    "/documents/{issued_id}/numbers/1/",
    "/documents/templates/",
    "/documents/dossiers/edition/{edition_id}/",
    "/documents/dossiers/{dossier_id}/",
    "/documents/dossiers/{dossier_id}/figures/",
    "/documents/dossiers/{dossier_id}/statement/",
    "/documents/dossiers/{dossier_id}/add/photos/",
    "/documents/dossiers/{dossier_id}/tables/",
    "/documents/papers/",
    "/documents/briefings/",
    "/documents/briefings/{briefing_id}/",
    "/documents/templates/{template_id}/",
    "/reader/",
    "/reader/start/",
    "/reader/{reading_id}/",
    "/returns/",
    "/returns/new/",
    "/returns/due/",
    "/returns/quoted/",
    "/returns/burden/",
    "/returns/calls/",
    "/returns/calls/new/",
    "/returns/calls/{call_id}/",
    "/returns/calls/{call_id}/answers/{reply_id}/",
    "/returns/{return_id}/",
    "/returns/{return_id}/cells/{return_cell_id}/",
    "/organisations/units/",
    "/organisations/units/{unit_id}/",
    "/organisations/units/{unit_id}/groups/",
    "/organisations/units/{unit_id}/duties/",
    "/organisations/units/{unit_id}/forces/",
    "/organisations/units/{unit_id}/contracts/",
    "/organisations/units/{unit_id}/surveys/",
    "/organisations/units/{unit_id}/helpers/",
    "/organisations/units/{unit_id}/pairings/",
    "/organisations/account/",
    "/patrols/",
    "/patrols/places/",
    "/patrols/places/{place_id}/",
    "/patrols/kinds/",
    "/patrols/routes/",
    "/patrols/teams/{team_id}/",
    "/patrols/visits/",
    "/patrols/visits/new/?place={place_id}",
    "/patrols/visits/{visit_id}/",
    "/patrols/frequency/",
    "/patrols/opinions/",
    "/patrols/opinions/about/?about=改造",
    "/patrols/opinions/{opinion_id}/",
    "/patrols/inspections/",
    "/patrols/inspections/{inspection_id}/",
    "/patrols/rosters/",
    "/patrols/rosters/{roster_id}/",
    "/patrols/cleaning/",
    "/patrols/cleaning/{area_id}/",
    "/patrols/shops/",
    "/patrols/shops/check/?street=金桥路",
    "/patrols/shops/{shop_id}/",
    "/patrols/shop-rounds/{round_id}/",
    "/volunteers/",
    "/volunteers/people/{volunteer_id}/",
    "/volunteers/teams/",
    "/volunteers/teams/{volunteer_team_id}/",
    "/volunteers/trainings/",
    "/volunteers/trainings/{training_id}/",
    "/volunteers/associations/",
    "/volunteers/associations/{association_id}/",
    "/volunteers/meetings/{meeting_id}/",
    "/activities/",
    "/activities/?view=list",
    "/activities/list/",
    "/activities/new/",
    "/activities/new/?kind=festival",
    "/activities/photos/",
    "/activities/norms/",
    "/activities/norms/new/",
    "/activities/series/",
    "/activities/series/{series_id}/",
    "/activities/{activity_id}/",
    "/activities/{activity_id}/change/",
    "/activities/paste/",
    "/volunteers/services/",
    "/volunteers/services/new/",
    "/volunteers/services/{service_id}/",
    "/volunteers/shifts/{shift_id}/",
    "/volunteers/shifts/{shift_id}/code/",
    "/volunteers/programmes/",
    "/volunteers/programmes/{programme_id}/",
    "/volunteers/posts/",
    "/volunteers/posts/{post_id}/",
    "/volunteers/mine/",
    "/volunteers/people/cards/",
    "/volunteers/stations/",
    "/volunteers/stations/{station_id}/",
    "/volunteers/pairs/",
    "/volunteers/pairs/{pair_id}/",
    "/volunteers/orders/",
    "/volunteers/orders/{order_id}/",
    "/volunteers/certificates/",
    "/volunteers/certificates/{certificate_id}/",
    "/inbox/",
    "/inbox/mute/",
    "/inbox/own/mail/",
    "/jobs/",
    "/public/320502001000/",
    "/public/320502001000/report/",
    "/public/320502001000/activities/",
    "/public/a/{public_slug}/",
    "/public/320502001000/problems/",
    "/public/320502001000/volunteers/",
    "/public/320502001000/volunteers/apply/",
    "/public/progress/{number}/{code}/",
    "/public/problems/{slug}/",
    "/public/moderation/",
    "/public/moderation/{public_id}/",
    "/public/opinions/",
    "/public/publishing/",
    "/api/",
    "/api/calendar/",
    "/api/v1/",
    "/m/",
    "/api/v1/phone/start",
    "/api/v1/units",
    "/api/v1/kinds",
    "/api/v1/cases",
    "/api/v1/places",
    "/api/v1/visits?period=2026H1",
    "/api/v1/measures",
    "/api/v1/figures?period=2026H1",
    "/open311/v2/services.json",
    "/open311/v2/requests.json",
)


@pytest.fixture
def ids(db, tmp_path, settings) -> dict[str, object]:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }
    world = World()
    staff, leader = world.members[Role.STAFF], world.members[Role.LEADER]
    photos = [
        store(upload(jpeg(scene(n * 9))), unit=staff.unit, actor=staff, now=NOON, key=uuid4()).pk
        for n in range(2)
    ]
    for n in range(15):
        for actor in (staff, world.neighbour):
            record_entry(
                "cleanup",
                unit=actor.unit,
                values={"action": f"清理行动{n}", "place": "桂苑小区", "rubbish": f"{n + 2}车"},
                period=around(date(2026, 1 + n % 6, 5 + n), Grain.DAY),
                actor=actor,
                now=NOON,
                key=uuid4(),
                evidence=photos if actor is staff else [],
            )
    cases = [
        report_case(
            unit=staff.unit, kind="s0101", source=Source.GRID, place=f"桂苑小区{n}号楼", photos=photos[:1],
            lat=31.3, lng=120.6 + n / 1000, actor=staff, now=NOON, key=uuid4(),
        )
        for n in range(5)
    ]  # fmt: skip
    for case in cases:
        file_case(case.pk, actor=staff, now=NOON, key=uuid4())
    acting = {"now": NOON, "key": uuid4()}
    issued = world.draft()
    send_for_review(issued.pk, actor=staff, **acting)
    issue_report(issued.pk, actor=leader, now=NOON, key=uuid4())
    notice = issue_notice(
        unit=world.office.unit, to=staff.unit, problem="乱停车", requirement="划线", due_on=date(2026, 7, 15),
        actor=world.office, now=NOON, key=uuid4(),
    )  # fmt: skip
    papers = a_dossier(staff) | a_return(world.office, staff)
    client = Client()
    client.force_login(world.office.person, backend="django.contrib.auth.backends.ModelBackend")
    item = world.ids["evidence:item_id"]
    rounds = some_rounds(staff, timezone.now(), timezone.localdate())
    work = some_work(world.office, staff) | a_mock_round(staff) | two_editions(world.city.city)
    work |= some_activities(staff, photos)
    work |= some_duties(staff.unit, world.neighbour.unit)
    work |= some_honours(world.office, staff)
    helpers = some_volunteers(staff, timezone.now(), timezone.localdate())
    homes = some_residents(staff)
    homes |= aid.some_aid(staff, Area.objects.get(pk=homes["home_area_id"]))
    return world.ids | homes | care.some_care(staff) | rounds | resident_reports(staff) | work | papers | helpers | {
        "client": client, "item_id": item, "issued_id": issued.pk, "unit_id": staff.unit_id,
        "survey_id": a_survey(world), "notice_id": notice.pk, "problem_id": cases[0].pk,
    }  # fmt: skip


def a_return(office, staff) -> dict[str, object]:
    """Hand in a form with months and units below, and ask a unit below for two figures."""
    how = {"actor": office, "now": NOON}
    form = BY_NAME["按月参加人次"]
    made = returns.receive_form(
        content=form.content(), name=form.file_name, unit=office.unit, period=HALF, asker="市文明办",
        due_on=date(2026, 12, 15), key=uuid4(), **how,
    )  # fmt: skip
    call = returns.make_call(
        unit=office.unit, to=[staff.unit], title="半年数据", basis="市〔2026〕1号", period=HALF,
        due_on=date(2026, 12, 15), items=[Asked("清理垃圾", "cleanup.rubbish", "车"), Asked("充电桩")], reason="试填",
        key=uuid4(), **how,
    )  # fmt: skip
    return {
        "return_id": made.pk, "return_cell_id": made.cells.order_by("pk")[0].pk, "call_id": call.pk,
        "reply_id": call.replies.get().pk,
    }  # fmt: skip


def a_dossier(staff) -> dict[str, object]:
    """Fill a dossier from the clean-ups and their photos, and start a briefing."""
    edition = an_edition(staff.root_id, staff.unit, "counted", "current")
    acting = {"actor": staff, "now": NOON}
    dossiers.open_dossiers(
        edition.pk, unit=staff.unit, set_day=date(2026, 7, 15), key=uuid4(), **acting
    )
    dossier = dossiers.fill(Dossier.objects.get(edition=edition).pk, key=uuid4(), **acting)
    briefing = start_briefing(unit=staff.unit, period=parse_period("2026Q2"), key=uuid4(), **acting)
    return {
        "edition_id": edition.pk, "dossier_id": dossier.pk, "briefing_id": briefing.pk,
    }  # fmt: skip


def two_editions(root) -> dict[str, object]:
    """Keep this year's edition of the index and last year's."""
    made = [
        publish_edition(
            read_edition(SMALL.replace("code: six", f"code: {code}")), unit=root, source="", state="closed",
            actor=SYSTEM, now=NOON, key=uuid4(),
        )
        for code in ("six", "seven")
    ]  # fmt: skip
    return {"index_id": made[1].pk, "index_item_id": made[1].items.get(code="3.1").pk}


def a_survey(world) -> int:
    """Make a survey with a plan and sheets from two communities."""
    told = {"actor": world.office, "now": timezone.now()}
    survey = make_survey(world.office.unit, Wording("满意率调查"), form=FORM, key=uuid4(), **told)
    staff, neighbour = world.members[Role.STAFF].unit, world.neighbour.unit
    cells = [Wanted(staff, 25), Wanted(neighbour, 25)]
    set_cells(survey.pk, cells, criteria=Criteria(), key=uuid4(), **told)
    survey = open_survey(survey.pk, key=uuid4(), **told)
    given = [
        Given("residents", unit, {**YES, "words": "好"}, Channel.PAPER, timezone.now())
        for unit in (staff, neighbour)
        for _n in range(12)
    ]
    answer_sheets(current_version(survey), given, key=uuid4(), **told)
    return survey.pk


def resident_reports(staff) -> dict[str, object]:
    """Report some problems as residents do, each with two photos, and let the public see them."""
    sent = [public.sent(staff.unit, photos=2) for _n in range(4)]
    for one in sent:
        public.shown(one, staff)
        public.photo_shown(one, staff)
    shown = public.public_of(sent[0])
    return {
        "number": sent[0].number,
        "code": public.code_of(sent[0]),
        "slug": shown.slug,
        "public_id": shown.pk,
    }


def opened(client: Client, url: str) -> tuple[str, list[str]]:
    """Return what a page says, and what it asks the database when it is opened again."""
    first = client.get(url)  # what a process learns once and keeps
    with CaptureQueriesContext(connection) as told:
        answer = client.get(url)
    assert first.status_code == answer.status_code == 200, url
    is_page = first.headers["Content-Type"].startswith("text/html")
    said = first.content.decode() if is_page else ""
    return said, [one["sql"] for one in told.captured_queries]


@pytest.mark.slow
def test_every_page_speaks_english_and_asks_no_more_than_twenty_times_beside_who_asks(ids):
    joint = "?" + "unit=320502001001&period=2026H1"
    client, written = ids["client"], kept()
    client.cookies[product.LANGUAGE_COOKIE_NAME] = "en"
    asked, left, nested = {}, {}, set()
    for page in PAGES:
        url = page.format(**ids)
        url += joint.replace("?", "&") if "?" in url else joint
        said, queries = opened(client, url)
        asked[url] = len(queries)
        if nests_forms(said):
            nested.add(url)
        if not page.startswith(OFFICIAL):
            left |= {run: url for run in chinese_of(said) if run not in written}

    assert {url: n for url, n in asked.items() if n > MOST + WHO_ASKS} == {}
    assert left == {}
    assert nested == set()
