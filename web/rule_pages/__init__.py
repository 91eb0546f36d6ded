"""The pages of a team's rules: what holds, how it is changed, and from when that is in force."""
