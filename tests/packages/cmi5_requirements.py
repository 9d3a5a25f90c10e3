"""Which test shows each requirement of cmi5 that binds a package or its units; ids as in npm `@cmi5/requirements`.

``rule:`` names a rule of the recording LMS in `tests/learner/lrs.py`, which every statement of every test
must keep; ``unit:`` a test in `tests/learner/test_cmi5.py`; ``package:`` one in `tests/packages/test_cmi5.py`,
with a case behind a slash. What binds an LMS alone is in `LMS`, each with the reason.
"""

from __future__ import annotations

START = "unit:test_a_session_says_what_it_must_in_order"
VERDICT = "unit:test_passed_and_completed_once_for_a_registration"
QUIET = "unit:test_in_browse_and_review_nothing_is_told"
BREAK = "package:test_what_the_specification_forbids_never_leaves_the_build"

SHOWN: dict[str, tuple[str, ...]] = {
    "3.0.0.0-1": (f"{BREAK}/no IRI", "package:test_nothing_in_the_structure_needs_a_network"),
    "4.1.0.0-1": ("rule:headers of", "rule:id", "rule:timestamp", "rule:duration"),
    "4.4.0.0-1": ("package:test_a_built_package_has_no_problem",),
    "4.4.0.0-2": ("package:test_a_built_package_has_no_problem", f"{BREAK}/unknown attribute"),
    "7.0.0.0-1": (START,),
    "7.0.0.0-2": (START, "rule:headers of"),
    "7.0.0.0-3": ("unit:test_resumes_through_the_state_api",),
    "7.0.0.0-4": ("rule:read first",),
    "7.0.0.0-5": (START,),
    "7.1.1.0-1": ("rule:first", START),
    "7.1.2.0-1": ("rule:nothing after the end", START),
    "7.1.3.0-1": ("rule:first", "rule:nothing after the end"),
    "8.1.0.0-6": (f"{BREAK}/query",),
    "8.1.0.0-7": ("unit:test_launch_parameters_may_come_in_any_order",),
    "8.1.1.0-2": (START,),
    "8.1.1.0-3": (START,),
    "8.1.2.0-3": (START,),
    "8.1.2.0-4": ("rule:fetched twice", START),
    "8.1.2.0-5": ("rule:headers of",),
    "8.1.3.0-2": ("rule:actor",),
    "8.1.3.0-3": ("rule:actor", "rule:agent"),
    "8.1.4.0-2": ("rule:registration",),
    "8.1.4.0-3": ("rule:registration", "rule:registration of the state"),
    "8.1.5.0-5": ("rule:object",),
    "8.1.5.0-6": ("rule:object",),
    "8.2.1.0-2": ("rule:fetched twice", START),
    "8.2.1.0-5": ("rule:headers of",),
    "8.2.2.0-4": ("rule:fetched twice",),
    "8.2.2.0-5": ("rule:headers of",),
    "9.1.0.0-1": ("rule:id",),
    "9.3.0.0-1": (START, VERDICT),
    "9.3.0.0-2": ("rule:once in a session",),
    "9.3.0.0-3": ("rule:one judgement",),
    "9.3.0.0-4": ("rule:first",),
    "9.3.0.0-5": ("rule:nothing after the end",),
    "9.3.0.0-6": ("rule:once in a registration", VERDICT),
    "9.3.0.0-7": ("rule:once in a registration", VERDICT),
    "9.3.0.0-8": ("rule:no fail after a pass", VERDICT),
    "9.3.2.0-1": (START,),
    "9.3.2.0-2": ("rule:first",),
    "9.3.2.0-3": ("rule:once in a session",),
    "9.3.3.0-1": (VERDICT,),
    "9.3.3.0-2": ("rule:once in a registration",),
    "9.3.4.0-1": (VERDICT,),
    "9.3.4.0-2": ("rule:mastery and score",),
    "9.3.4.0-3": ("rule:once in a registration",),
    "9.3.5.0-1": (VERDICT,),
    "9.3.5.0-2": ("rule:mastery and score",),
    "9.3.8.0-1": (START, QUIET),
    "9.3.8.0-2": ("rule:nothing after the end",),
    "9.4.0.0-1": ("rule:object",),
    "9.4.0.0-2": ("rule:object",),
    "9.5.1.0-1": ("rule:mastery and score",),
    "9.5.1.0-2": ("rule:score",),
    "9.5.1.0-3": ("rule:min and max",),
    "9.5.2.0-1": ("rule:success",),
    "9.5.2.0-2": ("rule:success",),
    "9.5.2.0-3": ("rule:success",),
    "9.5.3.0-1": ("rule:completion",),
    "9.5.3.0-2": ("rule:completion",),
    "9.5.4.1-1": ("rule:duration",),
    "9.5.4.1-2": ("rule:duration",),
    "9.5.4.1-3": ("rule:duration",),
    "9.5.4.1-4": ("rule:duration",),
    "9.6.0.0-1": ("rule:template", "rule:registration"),
    "9.6.1.0-1": ("rule:registration",),
    "9.6.2.0-1": ("rule:template",),
    "9.6.2.1-1": ("rule:cmi5 category",),
    "9.6.2.2-1": ("rule:moveOn category",),
    "9.6.2.2-2": ("rule:moveOn category",),
    "9.6.3.1-4": ("rule:template",),
    "9.6.3.2-2": ("rule:mastery",),
    "9.7.0.0-1": ("rule:timestamp", "unit:test_a_clock_set_back_keeps_the_order"),
    "9.7.0.0-2": ("rule:timestamp",),
    "10.2.1.0-4": ("rule:read first", "rule:template"),
    "10.2.1.0-5": ("rule:launch data written",),
    "10.2.1.0-6": ("rule:template",),
    "10.2.1.0-7": ("rule:template",),
    "10.2.2.0-1": (VERDICT,),
    "10.2.2.0-2": ("rule:mode", QUIET),
    "10.2.2.0-3": ("rule:mode", QUIET),
    "10.2.2.0-5": ("rule:mode", QUIET),
    "10.2.2.0-6": (START,),
    "10.2.2.0-7": (VERDICT,),
    "10.2.2.0-8": (QUIET,),
    "10.2.2.0-9": ("rule:mode", QUIET),
    "10.2.2.0-10": (QUIET,),
    "10.2.2.0-11": ("rule:mode", QUIET),
    "10.2.4.0-2": ("rule:mastery and score", "rule:mastery"),
    "10.2.6.0-1": ("unit:test_leads_back_to_the_platform",),
    "11.0.0.0-1": ("rule:agent",),
    "11.0.0.0-3": ("rule:read first",),
    "11.0.0.0-4": ("rule:read first",),
    "11.2.0.0-1": ("unit:test_who_wants_no_sound_gets_none",),
    "13.1.2.0-1": (f"{BREAK}/block twice",),
    "13.1.3.0-1": (f"{BREAK}/objective twice",),
    "13.1.4.0-1": (f"{BREAK}/unit twice",),
    "13.1.4.0-2": (f"{BREAK}/no URL",),
    "13.1.5.0-1": (f"{BREAK}/foreign element",),
    "13.1.5.0-2": (f"{BREAK}/foreign element",),
    "13.2.0.0-1": ("package:test_the_course_structure_stands_in_the_root", f"{BREAK}/namespace"),
    "14.1.0.0-1": ("package:test_the_zip_is_plain",),
    "14.1.0.0-2": ("package:test_the_course_structure_stands_in_the_root",),
    "14.1.0.0-3": (f"{BREAK}/absolute", f"{BREAK}/outside"),
    "14.1.0.0-4": (f"{BREAK}/absolute",),
}
"""By requirement: what shows that it is kept."""

LMS = frozenset({
    "8.1.0.0-1", "8.1.0.0-4", "8.1.0.0-5", "8.1.0.0-8", "8.1.2.0-2", "8.1.5.0-3",  # how it launches
    "8.2.1.0-3", "8.2.1.0-4", "8.2.1.0-6", "8.2.2.0-2", "8.2.2.0-3", "8.2.3.0-1", "8.2.3.2-1",  # its fetch address
    "9.2.0.0-1", "9.2.0.0-2", "9.2.0.0-3",  # the actor, which a unit passes on unchanged
    "9.3.7.0-2", "9.3.9.0-4", "9.3.9.0-8", "9.5.4.2-1", "9.5.4.2-2",  # its statements: waived, satisfied, abandoned
    "9.6.3.1-1", "10.1.0.0-2", "10.1.0.0-3", "10.1.0.0-4", "10.1.0.0-5", "10.2.1.0-2", "10.2.1.0-3",  # launch data
    "11.0.0.0-2", "11.0.0.0-5", "11.1.0.0-1", "11.1.0.0-2",  # writing preferences: our units only read them
    "13.1.0.0-1", "13.1.4.0-3", "14.2.0.0-1",  # import; query strings and bare XML files, which we have none of
})  # fmt: skip
