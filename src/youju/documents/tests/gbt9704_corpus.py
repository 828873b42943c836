"""The documents that the layout tests render: every kind the product makes, invented text."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image, ImageDraw

from youju.documents.gbt9704 import (
    Appendix,
    Column,
    Document,
    Heading,
    Imprint,
    Number,
    PageBreak,
    Paragraph,
    Photo,
    PhotoPage,
    Picture,
    Source,
    SourceTable,
    Table,
    Text,
)

HANZI = (
    "创建工作坚持以人民为中心推动城乡面貌持续改善各级组织认真履行职责广大群众积极参与"
    "街巷道路干净整洁公共秩序井然有序文明风尚日益浓厚志愿服务深入人心市民素质稳步提升"
)


def photo_bytes(shade: int, size: tuple[int, int] = (640, 480)) -> bytes:
    """Return a small JPEG of a street: sky, houses, road."""
    image = Image.new("RGB", size, (190, 205, 215 - shade % 40))
    draw = ImageDraw.Draw(image)
    wide, tall = size
    for at in range(5):
        left = at * wide // 5
        top = tall // 4 + (at * 37 + shade * 13) % (tall // 5)
        draw.rectangle((left, top, left + wide // 6, tall * 2 // 3), fill=(150, 140 - at * 8, 125))
    draw.rectangle((0, tall * 2 // 3, wide, tall), fill=(120, 120, 122))
    draw.ellipse(
        (wide // 2, tall * 3 // 4, wide // 2 + 20 + shade, tall * 5 // 6), fill=(90, 80, 60)
    )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def pure_hanzi() -> Document:
    """Three pages of full-width characters alone, with no mark that could shorten a line."""
    long = (HANZI * 12)[: 28 * 26 - 2]
    return Document(
        kind="说明",
        title="创建工作版式校准稿",
        issuer="澄江市创建办",
        blocks=[Paragraph([long]), Paragraph([long[: 28 * 25 - 2]])],
    )


def summary() -> Document:
    """A half-year summary with everything: headings, numbers, tables, photos, sources, 版记."""
    return Document(
        kind="总结",
        title="金桥社区2026年上半年文明创建工作总结",
        issuer="金桥社区居民委员会",
        day=date(2026, 7, 8),
        addressee="柳荫街道创建办",
        blocks=_summary_blocks(),
        appendices=[
            Appendix("2026年上半年整治前后对比照片", [_photos()]),
            Appendix("2026年上半年各网格工作台账汇总表", [_ledger(), Paragraph([_prose(3)])]),
            Appendix("本文数字来处", [_sources()]),
        ],
        imprint=Imprint(
            printer="金桥社区居民委员会",
            printed_on=date(2026, 7, 8),
            copies_to=(
                "街道党工委、街道办事处，区创建办",
                "区城市管理局、区住房和城乡建设局、区卫生健康局",
                "辖区各责任单位",
            ),
        ),
    )


def _prose(times: int) -> str:
    return (
        "坚持问题导向，把群众反映强烈的楼道堆物、飞线充电、占道经营等问题列入清单，"
        "明确责任人和完成时限；对整改不到位的，实行“回头看”，做到发现一处、整改一处、巩固一处。"
        "社区与物业企业、驻区单位建立联席会议制度——每月碰头一次，重大事项随时会商……"
    ) * times


def _summary_blocks() -> list:
    return [
        Paragraph(
            [
                "今年上半年，金桥社区以网格为单位、以问题为导向推进文明创建工作，"
                "现将有关情况报告如下。"
            ]
        ),
        Heading(1, "环境整治"),
        Heading(
            2,
            "集中整治",
            then=[
                "开展环境卫生整治行动",
                Number("26次", "a1"),
                "，参加",
                Number("1200余人次", "a2"),
                "，清理垃圾",
                Number("50余车", "a3"),
                "，清除小广告",
                Number("500余个", "a4"),
                "、残旧对联",
                Number("230余幅", "a5"),
                "。",
            ],
        ),
        Paragraph([_prose(4)]),
        Heading(
            2,
            "拆违控违",
            then=[
                "入户协商",
                Number("86户次", "a6"),
                "，拆除违章搭建",
                Number("12处", "a7"),
                "、面积",
                Number("640㎡", "a8"),
                "，劝导占道经营",
                Number("300余起"),
                "。",
            ],
        ),
        Paragraph([_prose(3)]),
        Heading(1, "志愿服务"),
        Heading(2, "队伍建设"),
        Heading(3, "注册情况"),
        Heading(4, "新增志愿者"),
        Paragraph(
            [
                Text("一是", "bold"),
                "新增注册志愿者",
                Number("145人", "a9"),
                "，其中党员〇·五成以上；",
                Text("二是", "bold"),
                "开展“囍”事新办宣传，依据柳创办〔2026〕3号文件执行。",
            ]
        ),
        Table(
            caption="表1　上半年各类问题办理情况",
            header=[["类别", "受理（件）", "结案（件）", "按时结案率（%）", "备注"]],
            rows=[
                ["市容环境", Number("62", "b1"), "60", "96.8", "含挂账1件"],
                ["公共设施", "41", "38", "92.7", "上报街道3件"],
                ["公共秩序", "27", "25", "92.6", "—"],
                [Text("合计", "hei"), "130", "123", "94.6", ""],
            ],
            note="注：统计时段为2026年1月1日至6月30日。",
        ),
        Heading(1, "存在问题和下一步工作"),
        Paragraph([_prose(5)]),
        Picture(photo_bytes(3), caption="图1　集贸市场周边整治后", width_mm=110),
        Paragraph([_prose(4)]),
    ]


def _photos() -> PhotoPage:
    words = (
        "河堤卫生死角整治前",
        "河堤卫生死角整治后，清运垃圾3车",
        "楼道堆物清理前",
        "楼道堆物清理后，共清理12个单元，居民自行清运大件家具5件",
        "集贸市场周边",
    )
    return PhotoPage(
        [
            Photo(photo_bytes(at), "2026年6月27日", "金桥社区02网格", text)
            for at, text in enumerate(words)
        ]
    )


def _ledger() -> Table:
    return Table(
        header=[["序号", "日期", "事项", "数量", ""], ["", "", "", "人次", "车"]],
        rows=[
            [
                str(at),
                f"{at % 6 + 1:02d}-{at % 28 + 1:02d}",
                "家园清洁行动" if at % 3 else "集贸市场周边环境卫生集中整治行动暨志愿服务活动",
                str(at * 7),
                str(at % 5),
            ]
            for at in range(1, 41)
        ],
        columns=[Column(1.2, "center"), Column(1.6, "center"), Column(6), Column(1.4), Column(1.4)],
    )


def _sources() -> SourceTable:
    rows = [
        ("a1", "26次", "环境卫生整治行动", "清洁行动台账26条", "7K2M"),
        ("a2", "1200余人次", "参加整治人次", "清洁行动台账26条", "9QXD"),
        ("a3", "50余车", "清理垃圾", "清洁行动台账19条，合计约53车", "T4NB"),
        ("a4", "500余个", "清除小广告", "清洁行动台账22条", "H8WC"),
        ("a5", "230余幅", "清除残旧对联", "清洁行动台账4条", "M3FV"),
        ("a6", "86户次", "入户协商", "拆违控违台账86条", "R6JP"),
        ("a7", "12处", "拆除违章搭建", "拆违控违台账12条", "B5ZK"),
        ("a8", "640㎡", "拆除违章搭建面积", "拆违控违台账12条", "E1GS"),
        ("a9", "145人", "新增注册志愿者", "志愿者登记145条", "Y7UA"),
        ("b1", "62", "市容环境类受理", "问题登记62件", "C2LT"),
    ]
    return SourceTable(
        [Source(k, n, w, "2026年1月1日至6月30日", r, c) for k, n, w, r, c in rows],
        check_code="YJ26-7K2M-9QXD",
        proof_url="https://youju.example/zheng/7K2M9QXD",
    )


def notice() -> Document:
    """A notice with red head, two pages and attachments."""
    return Document(
        kind="通知",
        head="澄江市创建办文件",
        number="澄创办〔2026〕12号",
        title="澄江市创建全国文明城市工作领导小组办公室关于开展全市背街小巷环境卫生专项整治行动的通知",
        issuer="澄江市创建全国文明城市工作领导小组办公室",
        day=date(2026, 11, 21),
        addressee="各区创建办，各街道办事处，市直有关单位：",
        blocks=[
            Paragraph(["为巩固创建成果，现就开展背街小巷环境卫生专项整治行动有关事项通知如下。"]),
            Heading(1, "整治范围"),
            Paragraph(["主城区背街小巷、集贸市场周边、老旧小区公共部位。" + _prose(2)]),
            Heading(1, "时间安排"),
            Heading(2, "排查阶段", then=["11月22日至11月30日，各街道排查建账。" + _prose(1)]),
            Heading(2, "整治阶段", then=["12月1日至12月20日，逐项销号。" + _prose(2)]),
            Heading(1, "工作要求"),
            Paragraph([_prose(3)]),
        ],
        appendices=[
            Appendix("背街小巷环境卫生专项整治问题清单", [_ledger()]),
        ],
        imprint=Imprint(
            printer="澄江市创建全国文明城市工作领导小组办公室",
            printed_on=date(2026, 11, 21),
            copies_to=("市委办公室、市政府办公室",),
        ),
    )


def short_notice() -> Document:
    """A rectification notice of one page."""
    return Document(
        kind="整改通知",
        head="柳荫街道办事处文件",
        number="柳办字〔2026〕9号",
        signer="某某",
        title="关于金桥社区飞线充电问题的整改通知",
        issuer="柳荫街道办事处",
        day=date(2026, 7, 3),
        addressee="金桥社区居民委员会",
        blocks=[
            Paragraph(["经巡查，你社区3栋2单元存在飞线充电1处，请于7月10日前完成整改并反馈。"]),
            Paragraph(["特此通知。"]),
        ],
        imprint=Imprint(printer="柳荫街道办事处", printed_on=date(2026, 7, 3)),
    )


def many_marks() -> Document:
    """Prose full of marks, so that many lines end beside one."""
    texts = [_prose(3)[at:] for at in range(0, 24, 2)]
    return Document(
        kind="情况说明",
        title="标点校准稿",
        issuer="澄江市创建办",
        blocks=[Paragraph([t]) for t in texts],
    )


def one_line_over() -> Document:
    """The first paragraph's last line falls alone on the second page."""
    long = HANZI * 14
    return Document(
        kind="说明",
        title="孤行校准稿",
        issuer="澄江市创建办",
        blocks=[Paragraph([long[: 28 * 21 - 10]]), Paragraph([long[: 28 * 35]])],
    )


def inspection_report() -> Document:
    """A draft for an inspection: same table twice, a wide table, breaks, a page of photos."""
    days = ["日期", "点位", "问题"]
    rows = [[f"07-{at:02d}", f"{at}号楼", "楼道堆物，已当日清理"] for at in range(1, 5)]
    wide = [f"指标{at}" for at in range(1, 9)]
    return Document(
        kind="迎检汇报",
        title="柳荫街道金桥社区迎接2026年全国文明城市创建实地考察工作汇报",
        issuer="柳荫街道金桥社区党总支、居民委员会、业主委员会联席会议办公室",
        day=date(2026, 9, 30),
        blocks=[
            Heading(1, "自查情况"),
            Paragraph(
                ["自查点位", Number("128处", "c1"), "，问题", Number("36个"), "。", _prose(2)]
            ),
            Table(header=[days], rows=rows, caption="表1　7月自查"),
            Table(header=[days], rows=rows, caption="表2　8月自查"),
            PageBreak(),
            Table(
                header=[["网格", *wide, "合计"]],
                rows=[[f"第{at}网格", *["12345"] * 8, "98760"] for at in range(1, 6)],
            ),
            Paragraph([_prose(8)]),
            PageBreak(),
            PhotoPage(
                [
                    Photo(photo_bytes(at, (480, 640)), "9月12日", "河堤", "保洁后")
                    for at in range(6)
                ],
                title="现场照片",
            ),
            PageBreak(),
            Heading(1, "下一步打算"),
            Paragraph([_prose(1)]),
        ],
        attachment_notes=[
            "金桥社区创建点位分布图及责任人名单（此件名称较长，须换行后与首字对齐排列）",
            "台账目录",
        ],
        draft=True,
    )
