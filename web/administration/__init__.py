"""Whoever looks after the accounts and teams: who there is, and how somebody comes in."""
