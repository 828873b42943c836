"""Pages of tasks, plans and checklists."""
