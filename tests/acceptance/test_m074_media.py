"""M074 媒体报道与信息报送: counted by state and level; columns with episodes."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_items_are_counted_by_what_became_of_them(city, enter):
    clerk = enter()

    record(clerk, "media", city.community, "2026年第一季度", headline="信息一批", state="已报送", items="44条", reported="36次", reprinted="100多次")  # fmt: skip
    record(clerk, "media", city.community, "2026-05-02", headline="社区好人", state="已采用", level="省级", medium="省报", items="105条")  # fmt: skip
    record(
        clerk,
        "media",
        city.community,
        "2026-06-02",
        headline="通讯",
        state="已采用",
        level="市级",
        items="40篇",
    )

    assert "44条" in figure(clerk, "media.sent", city.community)
    assert "105条" in figure(clerk, "media.used_province", city.community)
    assert "40篇" in figure(clerk, "media.used_pieces", city.community)
    record(clerk, "media", city.community, "2026-06-03", headline="头条", state="被转载", level="国家级", items="1条")  # fmt: skip
    record(clerk, "media", city.community, "2026-06-04", headline="县报", state="已采用", level="县区级", items="1条")  # fmt: skip
    assert "1条" in figure(clerk, "media.used_nation", city.community)
    assert "106条" in figure(clerk, "media.used_province", city.community)
    assert "1条" in figure(clerk, "media.used_county", city.community)
    told = draft(clerk, city.community)
    assert "报送信息44条" in told and "被媒体采用107条" in told and "被转载100多次" in told


def test_columns_are_different_ones_with_their_episodes(city, enter):
    clerk = enter()

    for column in ("争创省级文明县城", "创城连连看", "雷锋在身边", "创城连连看"):
        record(clerk, "media", city.community, "2026-05-02", headline=column, state="已采用", column=column, episodes="2期", items="")  # fmt: skip

    assert "3个" in figure(clerk, "media.columns", city.community)
    assert "8期" in figure(clerk, "media.episodes", city.community)
    assert "开设媒体专栏3个，播出8期" in draft(clerk, city.community)


def test_a_link_that_runs_scripts_is_refused(city, enter):
    refused = record(enter(), "media", city.community, "2026-05-02", headline="甲", state="已采用", link="javascript:alert(1)")  # fmt: skip

    assert refused.status_code == 422 and "要以http://或https://开头" in text_of(refused)
    assert enter("leader").get("/ledgers/media/new/").status_code == 403
