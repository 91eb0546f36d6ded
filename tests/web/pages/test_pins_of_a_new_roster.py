"""A roster that was made with pins of another has them pinned on its own board."""

import image_team
from image_site import FOUNDED, Site
from scheduler.evaluating import Bounds, Value
from scheduler.solving import Solution
from web.jobs.generate import Made, generating, payload
from web.jobs.job import Job
from web.jobs.pinned_days import PinnedIn
from web.storage.tables import DraftState, JobRow


def test_what_was_brought_along_is_pinned_in_the_new_draft_too(site: Site) -> None:
    first = site.draft()
    told = payload(team_id=1, first=image_team.FIRST, days=14, seconds=30, pinned=[PinnedIn(first)])
    with site.store.write() as session:
        pinned = [["anouk", "2026-12-07"], ["nobody", "2026-12-07"]]
        session.add(DraftState(roster_id=first, revision=2, step=1, pinned=pinned, changed={}))
        row = JobRow(kind="generate", key="1", payload=told, created_at=FOUNDED)
        session.add(row)
        session.flush()
        job = Job(row.id, row.kind, row.key, row.payload, 1, FOUNDED)
    solution = Solution(image_team.roster(), (), (), Value(0, 0, 0), Bounds(), 1.0)
    handler = generating(site.store, workers=1)
    for _ in range(2):
        with site.store.write() as session:
            handler.store_result(session, job, Made(1, solution))
    with site.store.read() as session:
        state = session.get_one(DraftState, first + 1)
    assert (state.revision, state.step, state.pinned) == (1, 0, [["anouk", "2026-12-07"]])
