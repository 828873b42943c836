"""Invented records for the gallery."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from youju.kernel.periods import parse_period
from youju.kernel.quantity import Quantity
from youju.ui import forms as ui_forms
from youju.ui.chosen import periods_near

CHINA = ZoneInfo("Asia/Shanghai")
PIXEL = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 80'%3E"
    "%3Crect width='120' height='80' fill='%23c2c2be'/%3E"
    "%3Cpath d='M0 52h120v28H0z' fill='%23a3a39f'/%3E"
    "%3Cpath d='M30 62l10-14 26-2 10 9 14 2 6 8-10 4H38z' fill='%23868684'/%3E%3C/svg%3E"
)
MONTHS = ["1月", "2月", "3月", "4月", "5月", "6月"]


class CleanUpForm(forms.Form):
    """A form with each kind of field."""

    done_on = ui_forms.DateField(label="日期", help_text="如 2026-7-5 或 7月5日")
    title = forms.CharField(label="行动", max_length=60)
    place = forms.ChoiceField(
        label="地点",
        choices=[
            ("", "请选择"),
            ("1", "柳荫里"),
            ("2", "桂苑小区"),
            ("3", "棉纺宿舍"),
            ("4", "清溪河堤"),
        ],
        widget=ui_forms.SearchSelect(
            pinyin={
                "1": "liuyinli lyl",
                "2": "guiyuan gyxq",
                "3": "mianfang mfss",
                "4": "qingxi qxhd",
            }
        ),
    )
    waste = ui_forms.QuantityField(
        label="清理垃圾（车）", unit="车", help_text="可写 约3、50余；不清楚就留空", required=False
    )
    organiser = forms.ChoiceField(
        label="组织",
        choices=[("a", "社区"), ("b", "志愿队"), ("c", "共建单位")],
        widget=forms.RadioSelect,
    )
    joint = forms.BooleanField(label="与其他单位联合开展", required=False)
    photos = ui_forms.PhotosField(label="照片", required=False, help_text="前后各一张最好")
    note = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    key = ui_forms.KeyField()


class Named:
    """Stands for any object a template reads names from."""

    def __init__(self, **names: Any) -> None:
        self.__dict__.update(names)


def sample_shell() -> Named:
    period = parse_period("2026H1")
    unit = Named(short_name="金桥社区", name="金桥社区", code="1")
    names = [("澄江市", 0), ("柳荫街道", 1), ("金桥社区", 2), ("桂苑社区", 2)]
    return Named(
        places=[
            Named(label="今日", url="#", current=False),
            Named(label="记录", url="#", current=True),
            Named(label="报告", url="#", current=False),
        ],
        member=True,
        member_unit="金桥社区",
        member_role="社区专干",
        person_label="",
        search_url="#",
        help_url="#",
        searched="",
        period=period,
        period_groups=periods_near(period),
        unit=unit,
        unit_choices=[
            Named(code=str(i), label=name, depth=depth, current=name == "金桥社区", find=name)
            for i, (name, depth) in enumerate(names)
        ],
        switches=[],
        own_pages=[Named(label="单位和人员", url="#"), Named(label="我的账号", url="#")],
    )


def sample_rows() -> list[dict[str, Any]]:
    rows = [
        (
            "06-29",
            "楼道堆物清理",
            "补录 07-06",
            "柳荫里 8、15号楼",
            "社区",
            32,
            Quantity(Decimal(2)),
            None,
            4,
        ),
        (
            "06-27",
            "河堤卫生死角清理",
            "补录 07-04",
            "清溪河堤",
            "共建单位",
            58,
            Quantity(Decimal(3)),
            None,
            6,
        ),
        ("06-20", "集贸市场周边整治", "", "金桥集贸市场", "街道", 64, Quantity(Decimal(5)), 38, 8),
        ("06-13", "沿街小广告清除", "", "金桥路沿街", "志愿队", 26, None, 126, 5),
        ("06-06", "周末清洁日", "", "桂苑小区", "社区", 45, Quantity(Decimal(3), "", "约"), 22, 4),
    ]
    names = ("day", "title", "pill", "place", "by", "people", "waste", "ads", "photos")
    return [dict(zip(names, row, strict=True)) for row in rows]


def sample_texts() -> dict[str, Any]:
    """Return tabs, crumbs, a tree and a pasted sheet."""
    return {
        "tabs": [
            {"text": "待我办", "count": 4, "url": "#"},
            {"text": "队列", "count": 4, "url": "#", "current": True},
            {"text": "已收", "count": 12, "url": "#"},
        ],
        "crumbs": [{"label": "记录", "url": "#"}, {"label": "环境卫生整治行动", "url": "#"}],
        "nodes": [
            {"label": "柳荫街道", "url": "#", "open": True, "meta": "3 个社区", "children": [
                {"label": "金桥社区", "url": "#"}, {"label": "桂苑社区", "url": "#"}]},
            {"label": "市城管局", "url": "#"},
        ],
        "sheet_columns": [
            {"key": "day", "label": "日期", "required": True}, {"key": "title", "label": "行动"},
            {"key": "place", "label": "地点"},
            {"key": "people", "label": "参加", "unit": "人次", "number": True},
            {"key": "waste", "label": "垃圾", "unit": "车", "number": True},
        ],
        "sheet_rows": [
            [{"text": t} for t in ("2026-07-01", "“七一”清洁日", "柳荫里", "47", "2")],
            [{"text": "2026-07-04"}, {"text": "菜园菜地清理"}, {"text": "棉纺宿舍西侧"}, {"text": "15"},
             {"text": "多次", "error": "“多次”不是数量。填车数，如 3 或 约3；不清楚就留空。"}],
        ],
    }  # fmt: skip


def sample_page() -> dict[str, Any]:
    """Return all that the gallery shows."""

    def photo(caption: str) -> dict[str, str]:
        return {"thumb": PIXEL, "alt": f"{caption}：墙边一堆生活垃圾", "caption": caption}

    noon = datetime(2026, 7, 8, 10, 5, tzinfo=CHINA)
    return {
        **sample_texts(),
        "shell": sample_shell(),
        "rows": sample_rows(),
        "columns": [
            {"key": "day", "label": "日期、行动", "fixed": False},
            {"key": "place", "label": "地点"},
            {"key": "by", "label": "组织"},
            {"key": "people", "label": "参加", "unit": "人次", "number": True},
            {"key": "waste", "label": "垃圾", "unit": "车", "number": True},
            {"key": "ads", "label": "小广告", "unit": "个", "number": True},
            {"key": "photos", "label": "照片", "unit": "张", "number": True},
        ],
        "chips": [
            {"text": "全部", "count": 26, "url": "#", "current": True},
            {"text": "补录和更正", "count": 3, "url": "#"},
            {"text": "缺照片", "count": 0, "url": "#"},
            {"text": "地点：柳荫里", "url": "#", "remove": True},
        ],
        "menu": {
            "label": "来源", "now": "网格", "set": True,
            "options": [
                {"text": "全部", "url": "#"}, {"text": "网格", "url": "#", "current": True},
                {"text": "居民上报", "url": "#"},
            ],
        },
        "pager": Named(rows=[1, 2, 3, 4, 5], has_next=True, has_previous=True,
                       next_cursor="n", previous_cursor="p"),
        "facts": [
            ("类别", "环境卫生 / 暴露垃圾"), ("来源", "网格巡查"), ("地点", "金桥路 12号楼北侧"),
            ("责任单位", "桂苑物业"), ("联系电话", ""),
        ],
        "events": [
            {"at": noon, "what": "整改反馈", "who": "桂苑物业", "text": "已清运 1 车，照片 2 张"},
            {"at": noon - timedelta(hours=18), "what": "派遣", "who": "社区专干", "text": "4 工作时"},
            {"at": noon - timedelta(hours=19), "what": "上报", "who": "网格03", "text": "手机拍照"},
        ],
        "photos": [photo(f"06-27 第{n}张") for n in (1, 2, 3, 4)],
        "before": photo("07-07 15:52　网格03"), "after": photo("07-08 09:57　桂苑物业"),
        "today": date(2026, 11, 21), "moment": noon,
        "q50": Quantity(Decimal(50), "车", "余"), "q1200": Quantity(Decimal(1200), "人次", "余"),
        "months": MONTHS, "now": [3, 5, 9, 7, 16, 13], "then": [2, 6, 6, 9, 8, 10],
    }  # fmt: skip
