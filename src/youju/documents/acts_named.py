"""What the log calls the acts of the room."""

ACTS = {
    "start_report": "起草报告",
    "edit_head": "改标题和主送",
    "edit_heading": "改小标题",
    "mend_report": "校对改正",
    "set_aside_fault": "校对所指不是错",
    "take_up_fault": "恢复校对所指",
    "start_correction": "起草更正",
    "send_for_review": "送审",
    "return_report": "退回报告",
    "issue_report": "签发报告",
    "save_template": "修改模板",
    "set_prefix": "设定文号",
    "export": "导出公文",
}
