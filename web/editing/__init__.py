"""Edits of a roster: what each makes of a shift, whether it keeps the rules, where it would fit."""
