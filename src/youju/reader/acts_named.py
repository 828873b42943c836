"""What the log calls the acts of the room."""

ACTS = {
    "read_upload": "读报",
    "read_again": "再读一遍",
    "correct_piece": "更正读出的时段和单位",
    "undo_repair": "还原修补",
    "confirm_facts": "确认读出的数",
    "confirm_piece": "确认整段",
    "change_fact": "改读出的数",
    "refuse_facts": "不记读出的数",
    "undo_facts": "撤销已记的数",
}
