"""What rules ask, and what rosters break, in each language; what is private is alike in each."""

from datetime import date, datetime

import pytest

from constraints import CATALOGUE
from scheduler.checking import check_roster, presences_of
from scheduler.problem import Problem
from scheduler.roster import Shift
from scheduler.rule import Breach, Rule, Rulebook
from scheduler.team import Busy, OwnCap, Person, Private, Refusal
from scheduler.words import LANGUAGES
from tiny_teams import ADMIN, BRUSSELS, CHAT, HIGHEST, IMAGES, person, problem, shift

RULES = Rulebook([kind() for kind in CATALOGUE], CATALOGUE)


def told(case: Problem, *planned: Shift) -> list[Breach]:
    return check_roster(case, RULES, presences_of(case, planned))


@pytest.mark.parametrize("rule", RULES.all, ids=lambda rule: rule.name)
def test_each_rule_says_what_it_asks(rule: Rule) -> None:
    sentences = {rule.sentence().said(language) for language in LANGUAGES}
    assert len(sentences) == len(LANGUAGES)


def overfull_week() -> list[Breach]:
    """Ana on eight days in a row, 16 hours each, most of them exposed in one go."""
    ana = person(authorised=())
    case = problem(ana, days=8, activities=(IMAGES, HIGHEST, CHAT, ADMIN))
    blocks = [("chat", 20), ("admin", 10), ("highest", 300), ("admin", 5), ("images", 625)]
    return told(case, *[shift("ana", f"2027-03-{day:02d} 07:00", blocks) for day in range(8, 16)])


def test_breaches_of_an_overfull_week_are_said_in_each_language() -> None:
    broken = overfull_week()
    names = {breach.rule for breach in broken}
    assert names >= {
        "authorised",
        "consecutive_days",
        "contract_minutes",
        "daily_rest",
        "exposure_share",
        "exposure_window",
        "max_daily_exposure",
        "max_stint",
        "max_weekly_exposure",
        "meal_break",
        "min_block",
        "no_exposure_overtime",
        "no_lone_exposure",
        "recovery_break",
        "shift_length",
        "weekly_rest",
        "wind_down",
        "work_rules_frame",
    }
    for breach in broken:
        sentences = {breach.public_words.said(language) for language in LANGUAGES}
        assert len(sentences) == len(LANGUAGES)
        assert all("Ana" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Ana, Mon 8 March: 5 h of exposure. The limit is 4 h."),
        ("nl", "Ana, ma 8 maart: 5 u blootstelling. De grens is 4 u."),
        ("fr", "Ana, lun. 8 mars\u00a0: 5 h d’exposition. La limite est de 4 h."),
        ("de", "Ana, Mo. 8. März: 5 h Exposition. Die Grenze ist 4 h."),
    ],
)
def test_a_day_over_its_cap(language: str, sentence: str) -> None:
    # Five runs of 60 minutes are 300.
    blocks = [("images", 60), ("break", 15)] * 5
    (breach,) = [
        breach
        for breach in told(problem(), shift("ana", "2027-03-08 08:00", blocks))
        if breach.rule == "max_daily_exposure"
    ]
    assert breach.public_words.said(language) == sentence


def _private(**fields: object) -> Person:
    return person(private=Private.model_validate(fields))


def private_reasons() -> list[Person]:
    """Ana with each of the reasons that only she knows."""

    def at(moment: str) -> datetime:
        return datetime.fromisoformat(f"2027-03-08 {moment}").replace(tzinfo=BRUSSELS)

    busy = Busy(start=at("08:20"), end=at("08:25"))
    return [
        _private(refusals=(Refusal(activity="images", start=at("07:00")),)),
        _private(events=(at("07:30"),)),
        _private(no_exposure_until=date(2027, 3, 8)),
        _private(own_caps=(OwnCap(first=date(2027, 3, 1), minutes=10),)),
        _private(appointments=(busy,)),
        person(busy=(busy,)),
        _private(appointments=(busy,), events=(at("07:30"),)),
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Not available for this work then."),
        ("nl", "Op dat moment niet beschikbaar voor dit werk."),
        ("fr", "Pas disponible pour ce travail à ce moment-là."),
        ("de", "Zu dieser Zeit für diese Arbeit nicht verfügbar."),
    ],
)
def test_what_only_the_person_knows_reads_alike(language: str, sentence: str) -> None:
    planned = shift("ana", "2027-03-08 08:00", [("images", 60)])
    read = {
        tuple(
            (breach.public_rule, breach.start, breach.end, breach.public_words.said(language))
            for breach in told(problem(ana), planned)
        )
        for ana in private_reasons()
    }
    (lines,) = read
    assert ("availability", 480, 540, sentence) in lines
    own = {
        breach.said.said(language)
        for ana in private_reasons()
        for breach in told(problem(ana), planned)
        if breach.private
    }
    # The person reads which: work refused, time of recovery, cap, appointment.
    assert len(own) == 5
    assert sentence not in own
