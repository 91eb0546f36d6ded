"""A team begins with what its manager has: the month as it stands in a spreadsheet."""
