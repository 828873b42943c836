"""What the log calls the acts of the room."""

ACTS = {
    "record_entry": "记台账",
    "correct_entry": "更正记录",
    "tell_step": "记进展",
    "withdraw_entry": "撤下记录",
    "restore_entry": "恢复记录",
    "show_to_residents": "请居民评价",
    "hide_from_residents": "不再公开",
    "rate_entry": "居民评价",
    "void_rating": "评价作废",
    "paste": "粘贴记录",
    "receive_file": "上传导入文件",
    "map_columns": "对列",
    "start_import": "开始导入",
    "resume_import": "接着导入",
    "import": "导入完成",
    "undo_import": "撤销导入",
    "publish_ledger": "发布台账",
    "choose_ledgers": "选用台账",
    "export": "导出台账",
}
