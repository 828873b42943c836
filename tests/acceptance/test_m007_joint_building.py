"""M007 联建联创“五联五扶”."""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, record, text_of


def test_joint_actions_are_told_with_kind_and_result_and_counted_once_above(city, enter):
    clerk, here = enter(), city.community
    joint = {"partners": str(city.next_door.pk)}

    record(clerk, "joint_actions", here, "2026年上半年", what="清扫背街小巷", kind="街区环境联治", people="2600人次", result="26条小巷见底色")  # fmt: skip
    record(clerk, "joint_actions", here, "2026-05-06", what="联调邻里纠纷", kind="社会治安联防", disputes="430余起", result="都已化解")  # fmt: skip
    record(clerk, "joint_actions", here, "2026-05-08", what="修车棚", kind="扶业", deeds="1000余件", result="可停120辆")  # fmt: skip
    _joint(clerk, here, joint)

    assert "2600人次" in figure(clerk, "joint_actions.cleaners", here)
    assert "4次" in figure(clerk, "joint_actions.actions", here)
    assert "2次" in figure(clerk, "joint_actions.helps", here)
    assert "4次" in figure(enter("office", city.district), "joint_actions.actions", city.district)
    told = draft(clerk, here)
    assert (
        "开展联建联创“五联五扶”活动4次，环境联治2600人次，化解纠纷430余起，办好事实事1000余件"
        in told
    )


def _joint(clerk, here, joint):
    data = {"what": "结对助学", "kind": "扶学", "result": "12名学生有人带"}
    sent = {f"v_{key}": value for key, value in data.items()}
    answer = clerk.post(
        "/ledgers/joint_actions/new/",
        sent | joint | {"key": "0b7a3f2e-4f7e-4f57-9d53-0d6d2f4f3a11", "unit": here.pk, "when": "2026-05-09"},
        follow=True,
    )  # fmt: skip
    assert "桃李社区" in text_of(answer)


def test_an_action_without_a_result_is_refused(city, enter):
    refused = record(enter(), "joint_actions", city.community, "2026-05-06", what="清扫", kind="街区环境联治")  # fmt: skip

    assert refused.status_code == 422 and "请填“结果”。" in text_of(refused)
