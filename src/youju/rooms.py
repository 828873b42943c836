"""The rooms, lowest floor first: the one list that settings and checks read."""

ROOMS = (
    "ui",
    "audit",
    "jobs",
    "organisations",
    "search",
    "facts",
    "evidence",
    "ledgers",
    "documents",
    "reader",
    "console",
)
