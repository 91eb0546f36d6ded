from typing import Any

import pytest
from flask import Flask

import image_team
from plans import plan
from web.languages import set_up_languages
from web.manager.facts import Facts, State, facts_in_words
from web.manager.grouping import summary
from web.manager.shortfalls import gaps, in_words, other_shortfalls, times
from web.plan import Plan

GAP = 9 * 60 + 45


def _facts(found: Plan, activity: str = "images-1", minute: int = GAP) -> dict[State, int]:
    return Facts(found).at(found.problem.activities[activity], minute)


def _with_daan(**more: Any) -> dict[str, Any]:  # noqa: ANN401  (any field of a person)
    document = image_team.document()
    document["people"][3].update(more)
    return document


def test_a_gap_says_when_which_work_and_how_many_of_how_many() -> None:
    found = gaps(plan())
    assert [(times(plan(), gap), gap.work, gap.how_many) for gap in found[:1]] == [
        ("09:45–10:00", "Images, severity 1", "nobody of 2")
    ]
    assert sum(gap.minutes for gap in found) == 840


def test_the_same_work_at_the_same_time_on_many_days_is_one_sentence() -> None:
    said = summary(plan())
    assert [sentence.words for sentence in said.sentences] == [
        (
            "Images, severity 1, weekdays between 09:00 and 10:00: "
            "at times nobody on 10 days, 8 h in all."
        ),
        "Chat, Saturdays between 18:00 and 21:00: nobody on 2 days, 6 h in all.",
    ]
    assert (said.number, said.minutes) == (12, 840)


def test_a_home_page_has_at_most_three_sentences_the_weightiest_first() -> None:
    document = image_team.document()
    for start, end in (("06:00", "07:00"), ("12:00", "12:30"), ("20:00", "23:00")):
        line = {"activity": "chat", "weekdays": ["mon"], "from": start, "to": end, "target": 3}
        document["coverage"].append(line)
    said = summary(plan([], document)).sentences
    assert [sentence.minutes for sentence in said] == [20 * 60, 18 * 60, 6 * 60]
    assert "Mondays between 20:00 and 23:00: nobody on 2 days" in said[1].words


def test_one_day_is_named() -> None:
    document = image_team.document()
    document["coverage"] = [
        {"activity": "chat", "weekdays": ["tue"], "from": "18:00", "to": "19:00", "target": 1}
    ]
    evening = image_team.shift("ines", image_team.TUESDAY, "18:00", [("chat", 60)])
    said = summary(plan([evening], document)).sentences
    assert [s.words for s in said] == [
        "Chat, Tuesday 15 December between 18:00 and 19:00: nobody, 1 h in all."
    ]


def test_some_fewer_than_wanted_is_not_nobody() -> None:
    one = image_team.shift("bram", image_team.FIRST, "08:00", image_team.OFFICE_DAY)
    document = image_team.document()
    document["coverage"][0]["weekdays"] = ["mon"]
    words = summary(plan([one], document)).sentences[1].words
    assert "Mondays between 09:00 and 10:00: up to two people fewer than wanted on 2 days" in words


def test_workload_that_is_not_planned_is_said_with_its_minutes() -> None:
    document = image_team.document()
    document["workload"] = [{"activity": "images-2", "week": True, "minutes": 600}]
    words = [sentence.words for sentence in summary(plan([], document)).sentences]
    assert "Images, severity 2, 7 December to 20 December: 20 h not planned." in words


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "missing of"), ("nl", "ontbreekt"), ("de", "Es fehlen"), ("fr", "il manque")],
)
def test_workload_that_is_not_planned_is_said_in_the_readers_language(
    language: str, said: str
) -> None:
    document = image_team.document()
    document["workload"] = [{"activity": "images-2", "week": True, "minutes": 600}]
    stored = plan([], document)
    app = Flask("web")
    app.secret_key = "of the tests"
    set_up_languages(app)
    with app.test_request_context(headers={"Accept-Language": language}):
        sentences = [words for _, words in in_words(stored, other_shortfalls(stored))]
    assert sentences
    assert all(said in words for words in sentences)


def test_each_who_may_do_it_is_counted_once() -> None:
    assert _facts(plan()) == {State.NOT_ON_SHIFT: 2, State.ON_BREAK: 2}
    assert facts_in_words(_facts(plan())) == (
        "4 may do it that day: 2 not on shift then, 2 on break or between stints."
    )
    # Tuesday, Chloé on leave; while the two are on it.
    assert _facts(plan(), minute=1440 + 9 * 60) == {
        State.ON_IT: 2,
        State.NOT_AVAILABLE: 1,
        State.NOT_ON_SHIFT: 1,
    }


def test_who_has_had_the_days_limit_is_at_it_on_shift_or_not() -> None:
    document = image_team.document()
    for person in document["people"][:2]:
        person["max_daily_exposure"] = 135
    assert _facts(plan(team=document)) == {State.DAY_LIMIT: 2, State.NOT_ON_SHIFT: 2}


def test_who_has_had_the_limit_of_seven_days_is_at_it() -> None:
    document = image_team.document()
    document["rules"] = {"max_weekly_exposure": {"minutes": 4 * 135}}
    assert _facts(plan(team=document))[State.WEEK_LIMIT] == 2


def test_the_last_hour_of_a_shift_is_no_time_for_material() -> None:
    found = _facts(plan(), minute=15 * 60 + 30)
    assert found == {State.NOT_ON_SHIFT: 2, State.WIND_DOWN: 2}


def test_work_that_exposes_nobody_may_be_done_by_all() -> None:
    assert sum(_facts(plan(), "admin").values()) == 5


@pytest.mark.parametrize(
    "private",
    [
        {"refusals": [{"activity": "images-1", "from": "2026-12-01T09:00+01:00"}]},
        {"events": ["2026-12-07T08:30+01:00"]},
        {"no_exposure_until": "2026-12-20", "events": ["2026-12-01T08:30+01:00"]},
        {"own_caps": [{"from": "2026-12-01", "minutes": 0}]},
        {"appointments": [{"from": "2026-12-07T09:00+01:00", "to": "2026-12-07T12:00+01:00"}]},
    ],
)
def test_whatever_is_private_counts_as_leave_does(private: dict[str, Any]) -> None:
    leave = _facts(plan(team=_with_daan(leave=[{"from": "2026-12-07", "to": "2026-12-07"}])))
    assert _facts(plan(team=_with_daan(private=private))) == leave
    assert leave[State.NOT_AVAILABLE] == 1


def test_a_cap_somebody_set_alone_is_never_called_a_limit() -> None:
    document = image_team.document()
    document["people"][0]["private"] = {"own_caps": [{"from": "2026-12-01", "minutes": 135}]}
    found = _facts(plan(team=document))
    assert State.DAY_LIMIT not in found
    assert found[State.NOT_AVAILABLE] == 1


def test_facts_name_nobody_and_no_cause() -> None:
    found = plan()
    facts = Facts(found)
    for gap in gaps(found):
        words = facts_in_words(facts.at(gap.activity, gap.start))
        assert "because" not in words
        assert not any(person.name in words for person in found.team.people)
