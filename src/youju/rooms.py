"""The rooms, lowest floor first: the one list that settings and checks read."""

ROOMS = (
    "ui",
    "audit",
    "jobs",
    "organisations",
    "inbox",
    "search",
    "facts",
    "evidence",
    "ledgers",
    "cases",
    "patrols",
    "supervision",
    "documents",
    "reader",
    "api",
    "field",
    "portal",
    "console",
)
