"""What the linear relaxation of a board's model says of its choices."""

from ortools.sat.python import cp_model

from scheduler.solving.linear import LinearModel, goal_of


def test_a_choice_is_idle_where_using_it_would_cost_more_than_it_brings() -> None:
    # One of three is needed: for 20, 21 or 40. The dear one costs 20 more than the cheap one; the
    # one between them costs 1 more, a tenth of a minute, and is worth being offered.
    model = cp_model.CpModel()
    cheap, near, dear = (model.new_bool_var(name) for name in ("cheap", "near", "dear"))
    model.add(cheap + near + dear >= 1)
    goal = goal_of(model, cheap * 20 + near * 21 + dear * 40)
    linear = LinearModel(model)
    assert linear.idle(goal, [0, 1, 2]) == [2]
    assert linear.idle(goal, [0, 1]) == []


def test_nothing_is_idle_where_there_is_no_solution() -> None:
    model = cp_model.CpModel()
    choice = model.new_bool_var("")
    model.add(choice >= 2)
    assert LinearModel(model).idle(goal_of(model, choice * 1), [0]) == []


def test_choices_made_first_give_way_where_the_others_cannot_follow() -> None:
    # The cheap choice needs a half of another, which has to be whole: the dear one is made.
    model = cp_model.CpModel()
    cheap, dear, other = (model.new_bool_var(name) for name in ("cheap", "dear", "other"))
    model.add(cheap + dear == 1)
    model.add(2 * other <= 2 - cheap)
    model.add(2 * other >= cheap)
    goal = goal_of(model, cheap + dear * 3)
    found = LinearModel(model).best(goal, among=[0, 1], nodes=100, gap=0.0)
    assert found is not None
    assert [round(value) for value in found[:2]] == [0, 1]


def test_a_count_is_whole_in_a_plan_and_not_in_a_bound() -> None:
    # Three halves of somebody are enough: two people in a plan, and no roster is below 3 / 2 x 2.
    model = cp_model.CpModel()
    people = model.new_int_var(0, 5, "people")
    model.add(2 * people >= 3)
    goal = goal_of(model, people * 2)
    counted = LinearModel(model, counts=[people.index])
    assert counted.best(goal, among=[], nodes=100, gap=0.0) == [2]
    assert counted.bound(goal) == 3
    assert LinearModel(model).best(goal, among=[], nodes=100, gap=0.0) == [1.5]
