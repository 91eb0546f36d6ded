"""Sheets that come in and go out: .xlsx, .csv and what is pasted, as plain cells within limits."""
