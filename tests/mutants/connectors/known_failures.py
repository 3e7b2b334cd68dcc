"""Where real connectors are known to fail, and the faults that fail there, at least two of a kind.

A topic is one way to disappoint a customer. Its faults reach it on different ways, so that the
suite does not merely know one particular bug.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KnownFailure:
    """The clause that such a connector breaks, and faults that break it in different ways."""

    clause: str
    mutants: tuple[str, ...]


KNOWN_FAILURES = {
    "duplicates after archiving": KnownFailure(
        "C030", ("forgets_what_it_archived", "makes_a_second_course")
    ),
    "a partial pull taken as the truth": KnownFailure(
        "D05", ("mirrors_what_a_broken_run_returned", "empties_the_shelf_first")
    ),
    "completed overwritten by started": KnownFailure(
        "C149", ("loses_completions_to_a_look_back", "lets_the_last_status_win")
    ),
    "lost retakes": KnownFailure(
        "C151", ("knows_one_attempt_for_ever", "shows_the_latest_attempt_alone")
    ),
    "an ambiguous learner given to the first match": KnownFailure(
        "C111", ("takes_the_first_of_several", "keeps_the_match_of_the_first_day")
    ),
    "capitals in addresses": KnownFailure(
        "C104", ("minds_capitals_in_addresses", "lowers_addresses_on_one_side")
    ),
    "shifted dates": KnownFailure(
        "C057", ("dates_by_arrival", "adds_the_hour_of_its_server", "keeps_the_day_alone")
    ),
    "the scale of scores": KnownFailure(
        "C052", ("takes_points_for_percent", "cuts_percentages_off")
    ),
    "a part of a course counted as the course": KnownFailure(
        "C051", ("takes_a_video_for_the_course", "begins_a_course_with_any_video")
    ),
    "totals and pages": KnownFailure(
        "C028", ("asks_no_further_without_a_total", "stops_after_page_one")
    ),
    "too many requests": KnownFailure(
        "D16", ("takes_slow_down_for_no", "takes_slow_down_for_nothing")
    ),
    "a duplicate for each language": KnownFailure(
        "C042", ("one_course_for_each_language", "keeps_translation_groups_apart")
    ),
    "lost tags made by hand": KnownFailure("C093", ("owns_the_tag_list", "removes_tags_by_name")),
    "gates that open at 50": KnownFailure(
        "C069", ("opens_gates_at_half", "takes_any_report_for_the_end", "closes_what_is_open")
    ),
    "the latest by arrival and not by time": KnownFailure(
        "D02", ("lets_the_last_arrival_win", "lets_the_last_duration_win")
    ),
    "time spent added up": KnownFailure("C055", ("adds_durations_up", "adds_attempts_up")),
}
