"""The table of moves as a picture: the text of docs/cases.md, so that neither drifts from the other."""

from __future__ import annotations

from youju.cases.rules.states import ACT_LABELS, MOVES, OPEN, STATE_LABELS, State


def mermaid() -> str:
    """Return the states and the acts that lead from one to another as a Mermaid state diagram."""
    acts: dict[tuple[State, State], list[str]] = {}
    for act, moves in MOVES.items():
        for before, after in moves.items():
            acts.setdefault((before, after), []).append(ACT_LABELS[act])
    lines = [f"    {state.value}: {STATE_LABELS[state]}" for state in State]
    lines.append(f"    [*] --> {State.REPORTED.value}: 上报")
    lines += [
        f"    {before.value} --> {after.value}: {'、'.join(names)}"
        for (before, after), names in acts.items()
    ]
    lines += [f"    {state.value} --> [*]" for state in State if state not in OPEN]
    return "\n".join(["stateDiagram-v2", *lines])
