"""Draw the floors, the rooms and who uses whom, from the code, as docs/architecture.svg.

scripts/draw_architecture.py           write the picture
scripts/draw_architecture.py --print   print it instead
"""

import sys
from collections.abc import Iterable
from configparser import ConfigParser
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"
NAMES = {
    "kernel": "基础",
    "ui": "界面件",
    "audit": "审计",
    "jobs": "后台",
    "organisations": "组织",
    "inbox": "消息",
    "search": "检索",
    "facts": "事实",
    "evidence": "佐证",
    "ledgers": "台账",
    "residents": "住户",
    "activities": "活动",
    "work": "任务",
    "honours": "评选",
    "care": "关爱",
    "aid": "帮扶",
    "surveys": "问卷",
    "cases": "问题",
    "volunteers": "志愿",
    "patrols": "巡查",
    "supervision": "督查",
    "standards": "测评",
    "documents": "公文",
    "reader": "读报",
    "returns": "报表",
    "api": "接口",
    "field": "手机",
    "portal": "公众",
    "upkeep": "运维",
    "console": "工作台",
}
WIDTH, ROW, BOX_WIDTH, BOX_HEIGHT, LEFT = 1280, 74, 130, 46, 24
MOST = 3  # rooms on one floor
STYLE = """
  text { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: #1c2b2a; }
  .name { font-size: 15px; font-weight: 600; }
  .room { font-size: 12px; fill: #4a5c5a; }
  .floor { fill: #f3f6f5; }
  .box { fill: #ffffff; stroke: #2f6f62; stroke-width: 1.2; }
  .uses { font-size: 12.5px; fill: #4a5c5a; }
"""


def floors() -> list[list[str]]:
    """Return the rooms of each floor, highest first, as import-linter holds them."""
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    layers = config["importlinter:contract:floors"]["layers"].split("\n")
    return [[room.strip() for room in layer.split("|")] for layer in layers if layer.strip()]


def uses(graph: grimp.ImportGraph, rooms: Iterable[str]) -> dict[str, list[str]]:
    """Return for each room the rooms it imports, tests aside, in the order given."""
    order = list(rooms)
    found: dict[str, set[str]] = {room: set() for room in order}
    for importer in graph.modules:
        _, room, *place = [*importer.split("."), ""]
        if room not in found or "tests" in place:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            target = [*imported.split("."), ""][1]
            if target in found and target != room:
                found[room].add(target)
    return {room: [other for other in order if other in found[room]] for room in order}


def box(room: str, x: int, y: int) -> str:
    """Return one room as a labelled box."""
    return (
        f'<rect class="box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
        f'<text class="name" x="{x + 12}" y="{y + 20}">{escape(NAMES[room])}</text>'
        f'<text class="room" x="{x + 12}" y="{y + 37}">{escape(room)}</text>'
    )


def floor(rooms: list[str], used: dict[str, list[str]], y: int) -> str:
    """Return one floor: its rooms, and beside them what each stands on."""
    parts = [f'<rect class="floor" x="8" y="{y}" width="{WIDTH - 16}" height="{ROW - 8}" rx="8"/>']
    for place, room in enumerate(rooms):
        parts.append(box(room, LEFT + place * (BOX_WIDTH + 14), y + 10))
    text_x = LEFT + MOST * (BOX_WIDTH + 14) + 12
    step = {1: 0, 2: 22}.get(len(rooms), 18)
    first = 37 if not step else 33 - (len(rooms) - 1) * step // 2 + 4
    for place, room in enumerate(rooms):
        below = "、".join(NAMES[other] for other in used[room]) or "—"
        line = f"{NAMES[room]} → {below}"
        text_y = y + first + place * step
        parts.append(f'<text class="uses" x="{text_x}" y="{text_y}">{escape(line)}</text>')
    return "\n".join(parts)


def draw(layers: list[list[str]], used: dict[str, list[str]]) -> str:
    """Return the whole picture."""
    height = len(layers) * ROW + 16
    body = "\n".join(floor(rooms, used, 12 + place * ROW) for place, rooms in enumerate(layers))
    title = "<title>有据：每一层只使用它下面的层</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"{title}\n<style>{STYLE}</style>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def picture() -> str:
    """Return the picture of the code as it is now."""
    layers = floors()
    graph = grimp.build_graph("youju", cache_dir=None)
    return draw(layers, uses(graph, [room for layer in layers for room in layer]))


def main(arguments: list[str]) -> None:
    """Write the picture, or print it."""
    if "--print" in arguments:
        print(picture())
    else:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(picture(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
