"""A team taken out and brought in: the whole of it as JSON, people and coverage as sheets."""
