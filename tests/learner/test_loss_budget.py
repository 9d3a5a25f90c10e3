"""A killed tab: whatever kept the learner's work, at most the last two seconds may be missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.learner.lms import visit
from tests.learner.players import ADAPTERS, Player, until

BUDGET = 2000
# Someone writes the time, ten times a second, and a server hears of it (by the only kind of request that
# the page's policy allows). So the page's own clock says what was done until when, however slow the machine is.
WRITE = """(field, address) => {
  setInterval(() => {
    const now = String(Date.now());
    new Image().src = address + '?beat=' + now;
    field.value += now + ' ';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, 100);
}"""
CASES = [
    *[(adapter, "") for adapter in ADAPTERS],
    *[(adapter, fault) for adapter in ("scorm12", "scorm2004") for fault in ("all", "Commit", "throws")],
    ("cmi5", "all"), ("cmi5", "silent"),
]  # fmt: skip


@pytest.mark.parametrize(("player", "fault"), CASES, indirect=["player"], ids=["-".join(c) for c in CASES])
def test_a_killed_tab_loses_at_most_two_seconds(player: Player, fault: str) -> None:
    frame = player.launch()
    visit(frame, "diario")
    player.refuse(fault)
    beats = f"/keep/beats-{player.record}"
    frame.get_by_label("Su reflexión").evaluate(WRITE, beats)
    request = player.watched.context.request
    done = lambda: sorted(request.get(player.server + beats).json())  # noqa: E731
    until(lambda: len(done()) > 40, player.there)
    player.kill()
    player.lrs.silent = player.lrs.down = False
    written = done()
    frame = player.launch()
    expect(frame.locator("[data-id=diario]")).to_be_visible()
    expect(frame.locator(".counter")).not_to_be_empty()  # the activities' script has come
    kept = [int(number) for number in frame.get_by_label("Su reflexión").input_value().split()]
    assert kept[: len(written)] == written[: len(kept)]
    assert written[-1] - kept[-1] <= BUDGET
    player.leave()
    assert player.faults == []
