"""What of the workload is planned, week by week and work by work."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from web.plan import Plan


@dataclass(frozen=True, slots=True)
class WorkloadWeek:
    """Person-minutes of a kind of work in a week from a Monday on.

    planned counts what coverage asks for as well, as the target does.
    """

    monday: date
    work: str
    wanted: int
    planned: int

    @property
    def left(self) -> int:
        """Person-minutes of the target that nobody is planned for."""
        return max(0, self.wanted - self.planned)


def workload_weeks(plan: Plan) -> list[WorkloadWeek]:
    """Each target in each week that it has a day in, in the order of weeks and of the team."""
    planned: dict[tuple[str, int], int] = defaultdict(int)
    for presence in plan.record.planned:
        for stretch in presence.stretches:
            if stretch.activity is not None:
                planned[stretch.activity.id, presence.day] += stretch.minutes
    found: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    for span in plan.problem.workload:
        on = plan.clock.date(span.days[0])
        sums = found[on - timedelta(days=on.weekday()), span.target.activity]
        sums[0] += span.minutes
        sums[1] += sum(planned[span.target.activity, day] for day in span.days)
    order = {activity: number for number, activity in enumerate(plan.problem.activities)}
    return [
        WorkloadWeek(monday, plan.problem.activities[activity].name, *sums)
        for (monday, activity), sums in sorted(
            found.items(), key=lambda item: (item[0][0], order[item[0][1]])
        )
    ]
