"""What is sent with each act. Fields that are not known are passed over: a phone may be older or
newer than the server."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict

from youju.cases.rules import Source
from youju.standards.rules.mock import Mark

CaseId = Annotated[int, Field(ge=1, le=2**63 - 1, description="问题的编号")]
Note = Annotated[str, Field(max_length=500)]


class Loose(Schema):
    """The base of what a phone sends."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False, str_strip_whitespace=True)


class ReportData(Loose):
    """一个问题：至少写明类别，以及地点或经纬度（WGS-84）。"""

    kind: str = Field(max_length=40, description="类别代码，见 kinds")
    unit: str = Field("", max_length=20, description="在哪个单位，不填为本单位")
    source: Source | None = Field(None, description="来源，不填按岗位定")
    title: str = Field("", max_length=120)
    place: str = Field("", max_length=120, description="地点")
    lat: float | None = Field(None, ge=-90, le=90)
    lng: float | None = Field(None, ge=-180, le=180)
    description: str = Field("", max_length=2000)
    quantity: str = Field("", max_length=40, description="数量，如 3处")


class CaseData(Loose):
    case: CaseId
    note: Note = ""


class RectifyData(CaseData):
    """整改反馈：照片是整改后的，与整改前的一一对应。"""


class VerifyData(CaseData):
    """现场复核；不通过要写原因。"""

    passed: bool


class LookedAt(Loose):
    """检查表的一项：好还是有问题。"""

    code: str = Field(max_length=40)
    ok: bool


class FoundFault(Loose):
    """一处问题：检查表的哪一项，或写一句话；类别不填按检查表定。每处都成为一个问题。"""

    item: str = Field("", max_length=40, description="检查表的项，另外看到的不填")
    kind: str = Field("", max_length=40, description="问题类别代码")
    description: str = Field("", max_length=200)
    uploads: list[CaseId] = Field([], max_length=10, description="照片的上传编号")


class VisitData(Loose):
    """一次巡查：到了哪个点位，看了哪些项，发现什么。"""

    place: CaseId
    items: list[LookedAt] = Field([], max_length=200)
    findings: list[FoundFault] = Field([], max_length=60)
    people: int | None = Field(None, ge=1, le=100_000, description="同去几人次")
    note: str = Field("", max_length=300)


class Scored(Loose):
    """测评表的一项：符合 yes、不符合 no、不适用 na；数了几处，写一句说明。"""

    code: str = Field(max_length=40)
    mark: Mark
    number: int | None = Field(None, ge=0, le=100_000)
    note: str = Field("", max_length=200)


class FailedPhotos(Loose):
    """不符合的一项的照片。"""

    item: str = Field(max_length=40)
    uploads: list[CaseId] = Field([], max_length=10, description="照片的上传编号")


class MockData(Loose):
    """一份测评表：抽到的哪一处，逐项评分。"""

    spot: CaseId
    items: list[Scored] = Field([], max_length=200)
    findings: list[FailedPhotos] = Field([], max_length=60)
    note: str = Field("", max_length=300)


class EntryData(Loose):
    """台账里记一条，现场签名的台账用：哪一本、各栏填的字，见 ledgers；日期取 done_at 的那一天。"""

    ledger: str = Field(max_length=40, description="台账代码")
    unit: str = Field("", max_length=20, description="记在哪个单位，不填为本单位")
    values: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=5000)]] = (
        Field(max_length=60, description="字段代码 → 填的字，多选用、隔开")
    )


class AddNote(CaseData):
    """备注。"""


Answered = Annotated[str, Field(max_length=500)]


class SheetData(Loose):
    """一份问卷答卷：当面或电话问的。答案按题目代码给选项代码，多选给几个，填写题给文字。"""

    version: CaseId = Field(description="问卷版本的编号，见 surveys")
    cell: CaseId = Field(description="调查点的编号，见 surveys 的 cells")
    channel: Literal["interview", "phone"] = Field("interview", description="当面问，或打电话问")
    answers: dict[Annotated[str, Field(max_length=40)], Answered | list[Answered]] = Field(
        max_length=200, description="题目代码 → 选项代码"
    )


class Sent(Loose):
    """The frame of every act. `Data` of each act stands in its own class."""

    key: UUID = Field(description="发送方生成；同一个 key 再发，得到同样的答复")
    done_at: AwareDatetime | None = Field(None, description="手机上做这件事的时间，带时区")
    person: int | None = Field(None, description="谁做的；与登录的人不同时不收")
    uploads: list[CaseId] = Field([], max_length=120, description="已传完的照片的上传编号")
    signatures: list[CaseId] = Field([], max_length=10, description="签名的上传编号")


class ReportCase(Sent):
    act: Literal["report_case"]
    data: ReportData


class RectifyCase(Sent):
    act: Literal["rectify_case"]
    data: RectifyData


class VerifyCase(Sent):
    act: Literal["verify_case"]
    data: VerifyData


class NoteCase(Sent):
    act: Literal["add_note"]
    data: AddNote


class AcceptCase(Sent):
    act: Literal["accept_case"]
    data: CaseData


class SurveySheet(Sent):
    act: Literal["survey_sheet"]
    data: SheetData


class RecordVisit(Sent):
    act: Literal["record_visit"]
    data: VisitData


class RecordEntry(Sent):
    act: Literal["record_entry"]
    data: EntryData


class MockSheet(Sent):
    act: Literal["mock_sheet"]
    data: MockData


AnyAct = (
    SurveySheet
    | MockSheet
    | RecordEntry
    | RecordVisit
    | ReportCase
    | RectifyCase
    | VerifyCase
    | NoteCase
    | AcceptCase
)


class Result(Schema):
    """提交成了什么。"""

    kind: str
    id: str
    title: str
    url: str


class Answer(Schema):
    key: UUID
    result: Result
