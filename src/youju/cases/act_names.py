"""What the auditor reads for each act of the room."""

from youju.cases.rules.states import ACT_LABELS

ACTS: dict[str, str] = {
    **{act.value: f"问题：{label}" for act, label in ACT_LABELS.chinese().items()},
    "export": "导出问题",
    "print": "打印问题处理单",
    "register_structure": "登记违建",
    "log_talk": "记违建思想工作",
    "change_step": "改违建整治步骤",
    "remove_structure": "登记违建拆除",
    "watch_structure": "违建回看",
    "publish_kind": "改问题类别",
    "set_limit": "改整改时限",
    "set_hours": "改工作时间",
    "add_route": "加派遣规则",
    "drop_route": "停用派遣规则",
    "count_facilities": "登记设施数量",
}
