"""A small edition: the six environments and the campaign itself, one way of scoring each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from youju.standards.spec import ItemSpec
from youju.standards.stored import as_json

# What an edition that is made row by row keeps of its head.
HEAD = {"cycle": {}, "gates": [], "negative": [], "absent": "mean", "about": ""}


def whole_spec(code: str, text: str, order: int, weight: object) -> dict[str, Any]:
    """Return all that is kept of an item of which nothing more is said."""
    kept: dict[str, Any] = as_json(ItemSpec(code, "", text, order, weight=Decimal(str(weight))))
    return kept


SMALL = """\
code: six
name: 文明城区测评体系（六大环境）
year: 2026
level: city
about: 测试用
full: 100
passing: 85
cycle: {2025: 40, 2026: 60}
absent: mean
gates: [{code: minors, label: 未成年人思想道德建设, items: ["4.1"], least: 85}]
negative: [{code: N1, group: 安全生产, text: 十二个月内发生重大安全生产事故}]
items:
  - {code: "1", text: 廉洁高效的政务环境, items: [{code: "1.1", text: 政务公开, standard: 按目录公开, methods: [materials], weight: 10, rule: {kind: conform, each: true}, proofs: [{kind: evidence, kinds: [notice]}], duty: 政务办}]}
  - {code: "2", text: 公正公平的法治环境, items: [{code: "2.1", text: 法治宣传, kind: general, methods: [materials], weight: 10}]}
  - {code: "3", text: 规范守信的市场环境, items: [{code: "3.1", text: 农贸市场, kind: dynamic, methods: [site], weight: 15, applies: [community], places: [market], absent: drop, rule: {kind: rate}, proofs: [{kind: visits, places: [market], days: 90}], sampling: {of: market, number: 2, per: district, span: 全场}, effort: 1.5, fix: 规范摊位, aliases: [SD-MARKET]}]}
  - {code: "4", text: 健康向上的人文环境, items: [{code: "4.1", text: 文明礼仪, kind: dynamic, methods: [survey], weight: 15, rule: {kind: levels, levels: [{name: A, at: ≥95, share: 1}, {name: B, at: ≥80, share: 0.7}, {name: C, at: ≥70, share: 0.4}]}, proofs: [{kind: survey, rate: know}]}]}
  - {code: "5", text: 舒适便利的生活环境, items: [{code: "5.1", text: 社区用房, kind: quantified, methods: [online, materials], weight: 15, required: ≥300㎡, rule: {kind: threshold, at: ≥300, partial: true}, proofs: [{kind: measure, measure: supervision.notices}]}]}
  - {code: "6", text: 可持续发展的生态环境, items: [{code: "6.1", text: 公共绿地, kind: quantified, methods: [online], weight: 20, required: 人均≥8㎡, rule: {kind: threshold, at: 8}, proofs: [{kind: measure, measure: nowhere.green}], duty: 建设局}]}
  - {code: "7", text: 扎实有效的创建活动, items: [{code: "7.1", text: 问题整改, methods: [overall], weight: 15, over: units, rule: {kind: rate}, proofs: [{kind: cases, rate: close}]}]}
"""
