"""Putting back words that a rewriting machine replaced: 志愿效劳 → 志愿服务.

Each of these words is also right in its own place, so nothing is touched unless the text as a
whole shows that it was rewritten, and even then only in the given surroundings.
"""

from __future__ import annotations

import re

# (word as replaced, the word it stands for, what must follow or stand before; \b-free regex)
_RULES: tuple[tuple[str, str], ...] = (
    (r"(?<!为国)(?<!为他)效劳", "服务"),
    (
        r"撤除(?!职|岗|编|处分)",
        "拆除",
    ),
    (
        r"创立(?=全国|国家|省级|文明|动态|工作|软件|资料|卫生|活动|中)|(?<=文明)创立|(?<=历次)创立|(?<=全国文明城市)创立",
        "创建",
    ),
    (r"屡次", "多次"),
    (r"气氛", "氛围"),
    (r"根本(?=情况|完成|建成|形成|到位|上完成|满足|公共|制度|保障|原则|要求|实现)", "基本"),
    (
        r"(?<=大)局部|局部(?=居民|群众|设计|社区|单位|地区|小区|干部|住户|商户|路段|学生|家长)",
        "部分",
    ),
    (r"根底(?=设施|工作|建设|上|性|教育|管理|资料)", "基础"),
    (r"开展(?=公司|战略|规划(?!了)|经济|观)", "发展"),
    (r"(?<=以下)缺乏|缺乏(?=之处)", "不足"),
    (r"到达(?=\s*\d|了?标准|要求|以上|百分)", "达到"),
    (r"催促(?=抓紧|检查|整改|落实|指导)", "督促"),
    (r"标准(?=管理|有序|运行)", "规范"),
    (r"反响(?=给|到|问题|情况)", "反映"),
    (r"成认", "承认"),
    (r"标准化(?=管理权限)", "规范化"),
)
_PATTERNS = tuple((re.compile(pattern), after) for pattern, after in _RULES)
# Combinations nobody writes; three different ones show a rewritten text.
_MARKERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:志愿|贴心|社工|卫生|便民|各项|社区|公共|上门|优质)效劳|效劳(?:中心|队|站|群众|居民)",
        r"根底设施|根底工作|根底上",
        r"根本情况|根本完成|根本形成",
        r"创立(?:全国)?文明|文明创立|历次创立",
        r"屡次(?:召开|组织|上门|协调|开展)",
        r"开展公司|可持续开展",
        r"撤除(?:违|乱|影响)|违[^,，。]{0,6}撤除",
        r"局部居民|大局部",
        r"到达\s*\d",
        r"标准管理|催促抓紧",
    )
)


def rewritten(text: str) -> bool:
    """Return whether the text as a whole was put through a synonym machine."""
    seen = sum(1 for marker in _MARKERS if marker.search(text))
    return seen >= 3 and text.count("效劳") + text.count("创立") > text.count("服务")


def edits(text: str) -> list[tuple[int, int, str]]:
    """Return the words to put back as (start, end, word), in order."""
    if not rewritten(text):
        return []
    found: list[tuple[int, int, str]] = []
    for pattern, after in _PATTERNS:
        found += [(match.start(), match.end(), after) for match in pattern.finditer(text)]
    return sorted(found)
