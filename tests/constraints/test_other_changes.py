"""Changes of rules that wait for nothing are told apart from those that protect people."""

from constraints.loosening import changes, other_changes


def test_weights_and_rules_that_protect_nobody_are_told_once() -> None:
    before = {"consecutive_days": {"days": 5}, "max_stint": {"minutes": 45}}
    after = {
        "consecutive_days": {"days": 5, "least_rate": 90},
        "company_in_room": {"active": False},
        "max_stint": {"minutes": 50},
    }
    found = {change.new.name for change in other_changes(before, after)}
    assert found == {"consecutive_days", "company_in_room"}
    assert {change.new.name for change in changes(before, after)} == {"max_stint"}
    assert list(other_changes(after, after)) == []
