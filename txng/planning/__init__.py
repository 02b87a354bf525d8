"""The programme line: plans, tasks, budgets and their checking, support policies, pilots."""
