"""Forms of our own, each built in another way, with what each blank asks for.

A cell `?清理垃圾` is blank on the form and asks for that measure in the form's period;
`?清理垃圾@month:3` in another; `?清理垃圾&桃李社区` of a unit below. `?` asks for nothing that is held, `~` is not
judged. `=…` is a formula. `^` is covered by the merge that begins before it, `<` and to its left or above.
`{?清理垃圾}` is a blank within a sentence, drawn as a line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl
from docx import Document
from docx.document import Document as DocumentObject
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
INSIDE = re.compile(r"\{([^}]*)\}")


@dataclass
class Form:
    """A form: its rows as they are drawn, which rows lie outside the box, and how it is built."""

    name: str
    rows: Sequence[Sequence[str]]
    merges: Sequence[str] = ()
    free: int = 1  # rows above the table without borders
    word: bool = False
    before: Sequence[str] = ()
    bordered: bool = True
    widths: Sequence[int] = field(default_factory=tuple)

    @property
    def kind(self) -> str:
        return "docx" if self.word else "xlsx"

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.kind}"

    def wanted(self) -> dict[tuple[int, int], str]:
        """Return what each judged blank asks for, by row and column."""
        return {
            (r, c): cell[1:].removesuffix("人次") if cell.startswith("?_") else cell[1:]
            for r, row in enumerate(self.rows)
            for c, cell in enumerate(row)
            if cell.startswith("?")
        }

    def answers(self) -> dict[tuple[int, int], str]:
        """Return what every blank asks for, also within sentences, "" where nothing held may be written."""
        found = {
            (r, c): cell[1:]
            for r, row in enumerate(self.rows)
            for c, cell in enumerate(row)
            if cell.startswith(("?", "~"))
        }
        texts = [((r, c), cell) for r, row in enumerate(self.rows) for c, cell in enumerate(row)]
        alone = [(spot, INSIDE.findall(cell)) for spot, cell in texts if cell.startswith("{")]
        lines = [*self.before, *(cell for _spot, cell in texts if not cell.startswith("{"))]
        sentences = enumerate(one for line in lines for one in INSIDE.findall(line))
        inside = [
            *((spot, one[0]) for spot, one in alone),
            *(((-1, n), one) for n, one in sentences),
        ]
        return found | {spot: one[1:] for spot, one in inside}

    def content(self) -> bytes:
        return _docx(self) if self.word else _xlsx(self)


def _shown(cell: str) -> str:
    cell = INSIDE.sub("______", cell)
    if cell.startswith(("?", "~")) or cell in ("^", "<"):
        return ""
    return cell


def _xlsx(form: Form) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for r, row in enumerate(form.rows, start=1):
        for c, cell in enumerate(row, start=1):
            place = sheet.cell(r, c)
            text = _shown(cell)
            if text:
                place.value = int(text) if text.isdigit() else text
            if form.bordered and r > form.free:
                place.border = BOX
            place.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    for merge in form.merges:
        sheet.merge_cells(merge)
    for n in range(1, max(len(row) for row in form.rows) + 1):
        sheet.column_dimensions[get_column_letter(n)].width = (
            form.widths[n - 1] if n <= len(form.widths) else 14
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(form: Form) -> bytes:
    document = Document()
    for line in form.before:
        document.add_paragraph(_shown(line))
    if form.rows:
        _add_table(document, form)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: DocumentObject, form: Form) -> None:
    width = max(len(row) for row in form.rows)
    table = document.add_table(rows=len(form.rows), cols=width)
    table.style = "Table Grid"
    for r, row in enumerate(form.rows):
        for c, cell in enumerate(row):
            text = _shown(cell)
            if text:
                table.cell(r, c).text = text
    for merge in form.merges:
        first, last = merge.split(":")
        a, b = (
            openpyxl.utils.cell.coordinate_from_string(first),
            openpyxl.utils.cell.coordinate_from_string(last),
        )
        index = openpyxl.utils.column_index_from_string
        text = table.cell(a[1] - 1, index(a[0]) - 1).text
        merged = table.cell(a[1] - 1, index(a[0]) - 1).merge(table.cell(b[1] - 1, index(b[0]) - 1))
        merged.text = text


MONTHS = [f"{n}月" for n in range(1, 7)]


def _months(name: str) -> list[str]:
    return [f"?{name}@month:{n}" for n in range(1, 7)]


FORMS = (
    Form("环境整治统计表", [
        ["柳荫街道2026年上半年环境卫生整治统计表", "^", "^", "^"],
        ["序号", "项目", "计量单位", "数量"],
        ["1", "清理垃圾", "车", "?清理垃圾"],
        ["2", "清理卫生死角", "处", "?清理卫生死角"],
        ["3", "清除小广告", "个", "?清除小广告"],
        ["4", "拆除乱搭乱建", "处", "?拆除乱搭乱建"],
        ["5", "出动人员", "人次", "?整治参加人次"],
        ["6", "新装充电桩", "个", "?"],
    ], ["A1:D1"]),
    Form("按月参加人次", [
        ["2026年上半年参加活动人次统计（单位：人次）", *["^"] * 7],
        ["项目", *MONTHS, "合计"],
        ["志愿服务", *_months("志愿服务人次"), "=SUM(B3:G3)"],
        ["文体活动", *_months("文体活动人次"), "=SUM(B4:G4)"],
        ["集中培训参加人次", *["~"] * 6, "=SUM(B5:G5)"],
        ["环境整治参加人次", *_months("整治参加人次"), "=SUM(B6:G6)"],
    ], ["A1:H1"]),
    Form("社区为行", [
        ["柳荫街道志愿服务情况汇总表（2026年第三季度）", *["^"] * 4],
        ["社区", "志愿服务活动（次）", "志愿服务人次", "注册志愿者（名）", "备注"],
        ["金桥社区", "?志愿服务活动&金桥社区", "?志愿服务人次&金桥社区", "?注册志愿者&金桥社区", "?"],
        ["桃李社区", "?志愿服务活动&桃李社区", "?志愿服务人次&桃李社区", "?注册志愿者&桃李社区", "?"],
        ["合计", "=SUM(B3:B4)", "=SUM(C3:C4)", "=SUM(D3:D4)", "?"],
    ], ["A1:E1"]),
    Form("两级表头", [
        ["2026年上半年活动开展情况", *["^"] * 6],
        ["单位", "文体活动", "^", "健康讲座", "^", "应急演练", "^"],
        ["^", "场次", "人次", "场次", "人次", "次数", "人次"],
        ["金桥社区", "?文体活动&金桥社区", "?文体活动人次&金桥社区", "?健康讲座&金桥社区", "?健康讲座人次&金桥社区", "?应急演练&金桥社区", "?应急演练人次&金桥社区"],
        ["桃李社区", "?文体活动&桃李社区", "?文体活动人次&桃李社区", "?健康讲座&桃李社区", "?健康讲座人次&桃李社区", "?应急演练&桃李社区", "?应急演练人次&桃李社区"],
    ], ["A1:G1", "A2:A3", "B2:C2", "D2:E2", "F2:G2"]),
    Form("标签值竖排", [
        ["社区创建工作数据采集表", *["^"] * 3],
        ["填报单位", "?@unit", "统计时段", "?@period"],
        ["清理垃圾（车）", "?清理垃圾", "清除小广告（个）", "?清除小广告"],
        ["发放宣传资料（份）", "?发放宣传资料", "更换宣传栏（个）", "?更换宣传栏"],
        ["走访住户（户）", "?走访住户", "慰问困难家庭（户）", "?慰问住户"],
        ["调解矛盾纠纷（起）", "?调解矛盾纠纷", "排查安全隐患（处）", "?排查安全隐患"],
        ["负责人", "?", "联系电话", "?"],
    ], ["A1:D1"]),
    Form("本月与累计", [
        ["2026年9月文明创建工作月报", *["^"] * 4],
        ["指标名称", "单位", "本月", "本年累计", "上年同期"],
        ["立案问题", "件", "?立案问题@month:end", "?立案问题@ytd", "?立案问题@form/-1"],
        ["结案问题", "件", "?结案问题@month:end", "?结案问题@ytd", "?结案问题@form/-1"],
        ["巡查次数", "次", "?巡查次数@month:end", "?巡查次数@ytd", "?巡查次数@form/-1"],
        ["媒体采用信息", "条", "?媒体采用信息@month:end", "?媒体采用信息@ytd", "?媒体采用信息@form/-1"],
        ["按时结案率", "%", "?按时结案率@month:end", "?按时结案率@ytd", "?按时结案率@form/-1"],
    ], ["A1:E1"]),
    Form("左侧大类合并", [
        ["2026年度创建工作台账数据表", *["^"] * 3],
        ["类别", "具体内容", "单位", "完成数"],
        ["环境整治", "清理垃圾", "车", "?清理垃圾"],
        ["^", "清理杂物", "车", "?清理杂物"],
        ["^", "疏通下水道", "处", "?疏通下水道"],
        ["宣传教育", "发放宣传资料", "份", "?发放宣传资料"],
        ["^", "市民课堂", "次", "?市民课堂"],
        ["^", "公益电影放映", "场", "?"],
        ["帮扶救助", "发放慰问金", "元", "?发放慰问金"],
        ["^", "走访居民家庭", "户", "?走访住户"],
    ], ["A1:D1", "A3:A5", "A6:A8", "A9:A10"]),
    Form("季度为列", [
        ["2026年志愿服务分季度统计表", *["^"] * 5],
        ["项目", "一季度", "二季度", "三季度", "四季度", "全年"],
        ["开展志愿服务活动（次）", *[f"?志愿服务活动@quarter:{n}" for n in range(1, 5)], "=SUM(B3:E3)"],
        ["参加人次（人次）", *[f"?志愿服务人次@quarter:{n}" for n in range(1, 5)], "=SUM(B4:E4)"],
        ["志愿服务时长（小时）", *[f"?志愿服务时长@quarter:{n}" for n in range(1, 5)], "?志愿服务时长@year"],
    ], ["A1:F1"]),
    Form("双栏并排", [
        ["2026年上半年主要数据", *["^"] * 5],
        ["指标", "计量单位", "数值", "指标", "计量单位", "数值"],
        ["人口", "人", "?人口", "路灯", "盏", "?路灯"],
        ["户数", "户", "?户数", "停车位", "个", "?停车位"],
        ["楼栋", "栋", "?楼栋", "宣传栏", "个", "?宣传栏"],
        ["驻区单位", "家", "?驻区单位", "监控探头", "个", "?监控探头"],
    ], ["A1:F1"]),
    Form("小节标题行", [
        ["文明社区创建情况统计（2026年上半年）", *["^"] * 2],
        ["内容", "单位", "数量"],
        ["一、环境卫生", "^", "^"],
        ["1.清理垃圾", "车", "?清理垃圾"],
        ["2.清理乱堆乱放", "处", "?清理乱堆乱放"],
        ["二、宣传氛围", "^", "^"],
        ["1.设置宣传牌", "块", "?宣传牌"],
        ["2.悬挂横幅", "条", "?宣传横幅标语"],
        ["三、为民服务", "^", "^"],
        ["1.接待来访", "次", "?接待来访"],
        ["2.安装健身器材", "件", "?"],
    ], ["A1:C1", "A3:C3", "A6:C6", "A9:C9"]),
    Form("指标为列一行填", [
        ["金桥社区2026年三季度工作数据", *["^"] * 5],
        ["清理垃圾（车）", "整治行动（次）", "参加整治（人次）", "发放宣传资料（份）", "上报问题（件）", "结案问题（件）"],
        ["?清理垃圾", "?环境卫生整治行动", "?整治参加人次", "?发放宣传资料", "?上报问题", "?结案问题"],
    ], ["A1:F1"]),
    Form("万元和平方米", [
        ["2026年1-9月设施改造统计表", *["^"] * 2],
        ["项目", "单位", "1-9月累计"],
        ["设施改造投入", "万元", "?设施改造投入@months:1-9"],
        ["粉刷墙面", "平方米", "?粉刷墙面@months:1-9"],
        ["新增绿化", "㎡", "?新增绿化@months:1-9"],
        ["硬化道路", "平米", "?硬化道路@months:1-9"],
        ["疏通管网长度", "米", "?疏通管网长度@months:1-9"],
    ], ["A1:C1"]),
    Form("附件式公文表", [
        ["附件2", "^", "^", "^"],
        ["矛盾纠纷排查调处情况统计表", "^", "^", "^"],
        ["填报单位：柳荫街道", "^", "单位：起", "^"],
        ["时段", "调解矛盾纠纷", "化解矛盾纠纷", "民转刑案件"],
        ["一季度", "?调解矛盾纠纷@quarter:1", "?化解矛盾纠纷@quarter:1", "?民转刑案件@quarter:1"],
        ["二季度", "?调解矛盾纠纷@quarter:2", "?化解矛盾纠纷@quarter:2", "?民转刑案件@quarter:2"],
        ["上半年", "?调解矛盾纠纷@half:1", "?化解矛盾纠纷@half:1", "?民转刑案件@half:1"],
        ["填表人：", "~", "审核人：", "~"],
    ], ["A1:D1", "A2:D2", "A3:B3", "C3:D3"], free=3),
    Form("三级表头来源", [
        ["2026年第三季度问题来源和办理情况表", *["^"] * 6],
        ["单位", "问题来源", "^", "^", "^", "办理", "^"],
        ["^", "网格发现", "巡查发现", "热线", "媒体曝光", "立案", "结案"],
        ["金桥社区", "?网格发现问题&金桥社区", "?巡查发现问题&金桥社区", "?热线问题&金桥社区", "?媒体曝光问题&金桥社区", "?立案问题&金桥社区", "?结案问题&金桥社区"],
        ["桃李社区", "?网格发现问题&桃李社区", "?巡查发现问题&桃李社区", "?热线问题&桃李社区", "?媒体曝光问题&桃李社区", "?立案问题&桃李社区", "?结案问题&桃李社区"],
    ], ["A1:G1", "A2:A3", "B2:E2", "F2:G2"]),
    Form("无边框", [
        ["2026年上半年宣传工作数据", "", ""],
        ["项目", "单位", "数量"],
        ["媒体采用信息", "条", "?媒体采用信息"],
        ["报送信息", "条", "?报送信息"],
        ["发放宣传册", "本", "?发放宣传册"],
        ["电子屏播放标语", "条", "?电子屏播放标语"],
    ], [], bordered=False),
    Form("无边框标题不合并", [
        ["2026年9月文明创建工作月报表", "", "", ""],
        ["序号", "项目", "计量单位", "数量"],
        ["1", "清理垃圾", "车", "?清理垃圾"],
        ["2", "走访住户", "户", "?走访住户"],
    ], [], bordered=False),
    Form("乡镇月报", [
        ["青禾镇精神文明建设工作月报（11月）", *["^"] * 4],
        ["填报单位：青禾镇（盖章）", "^", "填报时间：", "~", "~"],
        ["类别", "工作内容", "单位", "当月数", "累计数"],
        ["宣传", "发放倡议书", "份", "?倡议书@month:end", "?倡议书@ytd"],
        ["活动", "开展志愿服务", "场次", "?志愿服务场次@month:end", "?志愿服务场次@ytd"],
        ["整治", "清运垃圾", "吨", "?清理垃圾重量@month:end", "?清理垃圾重量@ytd"],
    ], ["A1:E1", "A2:B2"], free=2),
    Form("对象和金额交叉", [
        ["2026年1—10月走访慰问情况", *["^"] * 3],
        ["慰问对象", "户数（户）", "人数（人）", "慰问金（元）"],
        ["残疾人", "~", "~", "~"],
        ["合计", "~", "~", "~"],
    ], ["A1:D1"]),
    Form("基本情况", [
        ["社区基本情况表", *["^"] * 3],
        ["辖区面积（平方公里）", "?辖区面积", "总户数", "?户数"],
        ["楼栋数", "?楼栋", "总人口", "?人口"],
        ["网格数", "?网格", "60岁以上老年人", "?60岁以上老人"],
    ], ["A1:D1"]),
    Form("评选表彰", [
        ["2026年度先进典型推荐评选统计表", *["^"] * 2],
        ["类型", "推荐数", "评选数"],
        ["道德模范", "?推荐道德模范", "?评选道德模范"],
        ["身边好人", "?推荐身边好人", "?评选身边好人"],
        ["文明家庭", "?推荐文明家庭", "?评选文明家庭"],
        ["美德少年", "?推荐美德少年", "?评选美德少年"],
    ], ["A1:C1"]),
    Form("Word月报", [
        ["项目", "单位", "本月", "累计"],
        ["清理垃圾", "车", "?清理垃圾@month:end", "?清理垃圾@ytd"],
        ["清理楼道杂物", "车", "?清理杂物@month:end", "?清理杂物@ytd"],
        ["市场检查次数", "次", "?市场检查次数@month:end", "?市场检查次数@ytd"],
        ["出动检查人员", "人次", "?出动检查人员@month:end", "?出动检查人员@ytd"],
        ["取缔黑网吧", "家", "?取缔黑网吧@month:end", "?取缔黑网吧@ytd"],
    ], word=True, before=["附件1", "文明城市创建工作月报表", "（2026年9月）"]),
    Form("Word标签值", [
        ["单位名称", "?@unit", "^", "^"],
        ["参加培训人次", "?培训人次", "市民课堂次数", "?市民课堂"],
        ["发放宣传资料", "?发放宣传资料", "宣传栏更换次数", "?宣传栏更换次数"],
        ["走访慰问次数", "?慰问走访次数", "发放慰问金（元）", "?发放慰问金"],
        ["主要做法", "?", "^", "^"],
        ["存在问题", "?", "^", "^"],
    ], ["B1:D1", "B5:D5", "B6:D6"], word=True, before=["金桥社区2026年上半年工作情况表"]),
    Form("Word合并表头", [
        ["类别", "宣传教育", "^", "志愿服务", "^"],
        ["^", "发放资料（份）", "出刊（期）", "活动（次）", "参加（人次）"],
        ["上半年", "?发放宣传资料@half:1", "~", "?志愿服务活动@half:1", "?志愿服务人次@half:1"],
        ["全年", "?发放宣传资料@year", "~", "?志愿服务活动@year", "?志愿服务人次@year"],
    ], ["A1:A2", "B1:C1", "D1:E1"], word=True, before=["创建活动统计表（2026年）"]),
    Form("Word社区汇总", [
        ["序号", "社区名称", "整治行动次数", "清理垃圾（车）", "参加人次"],
        ["1", "金桥社区", "?环境卫生整治行动&金桥社区", "?清理垃圾&金桥社区", "?整治参加人次&金桥社区"],
        ["2", "桃李社区", "?环境卫生整治行动&桃李社区", "?清理垃圾&桃李社区", "?整治参加人次&桃李社区"],
        ["合计", "^", "?环境卫生整治行动", "?清理垃圾", "?整治参加人次"],
    ], ["A4:B4"], word=True, before=["2026年10月环境整治情况汇总"]),
    Form("年份作列", [
        ["社区近年数据对比表", *["^"] * 3],
        ["指标", "单位", "2025年", "2026年"],
        ["清理垃圾", "车", "?清理垃圾@2025", "?清理垃圾@2026"],
        ["志愿服务人次", "人次", "?志愿服务人次@2025", "?志愿服务人次@2026"],
        ["走访住户", "户", "?走访住户@2025", "?走访住户@2026"],
        ["上报信息", "条", "?报送信息@2025", "?报送信息@2026"],
    ], ["A1:D1"]),
    Form("统计局式带代码", [
        ["表  号：创建统5表", "^", "^", "^", "^"],
        ["文化市场检查情况（2026年上半年）", "^", "^", "^", "^"],
        ["指标名称", "计量单位", "代码", "本期", "上年同期"],
        ["甲", "乙", "丙", "1", "2"],
        ["出动检查人员", "人次", "01", "?出动检查人员", "?出动检查人员@form/-1"],
        ["检查经营单位", "家次", "02", "?检查经营单位", "?检查经营单位@form/-1"],
        ["没收电脑", "台", "03", "?没收电脑", "?没收电脑@form/-1"],
        ["罚没款", "万元", "04", "?罚没款", "?罚没款@form/-1"],
        ["吊销许可证", "件", "05", "?", "?"],
    ], ["A1:E1", "A2:E2"], free=2),
    Form("月份为行", [
        ["2026年下半年巡查工作登记", *["^"] * 3],
        ["月份", "巡查次数（次）", "巡查查出问题（处）", "当场改正（处）"],
        *[[f"{n}月份", f"?巡查次数@month:{n}", f"?巡查查出问题@month:{n}", f"?当场改正问题@month:{n}"] for n in range(7, 13)],
    ], ["A1:D1"]),
    Form("长标签带其中", [
        ["2026年上半年困难群众帮扶统计表", *["^"] * 2],
        ["项    目", "计量单位", "本期数"],
        ["开展走访慰问总次数", "次", "?慰问走访次数"],
        ["发放慰问金总额", "元", "?发放慰问金"],
        ["其中：慰问物资折款", "元", "?慰问物资折款"],
        ["登记低保户数", "户", "?登记低保户"],
        ["登记残疾人数", "人", "?登记残疾人"],
        ["60岁以上老人", "人", "?60岁以上老人"],
        ["爱心超市兑换", "人次", "?"],
    ], ["A1:C1"]),
)  # fmt: skip
