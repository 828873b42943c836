"""What the log calls the acts of the room."""

ACTS = {
    "honours.start_selection": "发起评选",
    "honours.advance_selection": "评选进入下一步",
    "honours.cancel_selection": "取消评选",
    "honours.award_selection": "表彰",
    "honours.nominate": "推荐",
    "honours.change_nomination": "修改推荐",
    "honours.review_nomination": "审核推荐",
    "honours.withdraw_nomination": "撤回推荐",
    "honours.refer_nomination": "向上推报",
    "honours.settle_referral": "登记推报结果",
    "honours.object_to": "提出公示意见",
    "honours.decide_objection": "处理公示异议",
    "honours.issue_codes": "生成投票码",
    "honours.cast_ballot": "投票",
    "honours.score_nominees": "录入评审分",
    "honours.register_title": "登记称号",
    "honours.register_titles": "按清单登记称号",
    "honours.review_title": "复查称号",
    "honours.record_aid": "登记帮扶礼遇",
    "honours.rate_business": "星级评定",
}
