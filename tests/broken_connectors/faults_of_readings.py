"""Broken connectors that read the article otherwise than the profile they are judged by.

A reading is no fault as such. It is one to follow another than what was agreed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.rules.interpretations import Readings


def misreads(switch: str, reading: str) -> Subject:
    """The reference, deaf to what the profile says of one switch."""
    read = Readings.from_profile

    def misread(profile: Mapping[str, Any]) -> Readings:
        return read({**profile, switch: reading})

    Readings.from_profile = misread  # type: ignore[method-assign,assignment]
    return InProcessReference()


def leaves_vanished_content_alone() -> Subject:
    """What Percipio returns no longer is looked at by nobody, not even by a filter."""
    return misreads("A-ABSENT", "retention-wins")


def filters_vanished_content_out() -> Subject:
    """A filter goes through everything that was ever stored."""
    return misreads("A-ABSENT", "filter-wins")


def scores_courses_by_their_tests() -> Subject:
    """Every score that names a course is a score of that course."""
    return misreads("A-ASSESS", "scores-its-course")


def minds_capitals_all_the_same() -> Subject:
    """Identifiers are compared by a database that tells capitals apart."""
    return misreads("A-CASE", "exact")


def ignores_capitals_all_the_same() -> Subject:
    """Addresses are compared as a mail server would."""
    return misreads("A-CASE", "email-ignores-case")


def closes_the_list() -> Subject:
    """A list of kinds, written when there were nine of them."""
    return misreads("A-CLOSED", "closed")


def stays_an_hour_ahead() -> Subject:
    """The offset of winter stands in the configuration."""
    return misreads("A-DST", "fixed-utc-plus-1")


def moves_its_clock_in_summer() -> Subject:
    """The scheduler was given a city, since it asked for one."""
    return misreads("A-DST", "paris-wall-clock")


def takes_the_default_language_alone() -> Subject:
    """One language was bought, so one language of everything is imported."""
    return misreads("A-GLOB-OFF", "default-language-only")


def prefers_the_completion() -> Subject:
    """Two dates go into one field, and the more important one is kept."""
    return misreads("A-LASTACT", "completion-first")


def prefers_the_completion_to_a_later_look() -> Subject:
    """A course that is over is over, whoever looks into it again."""
    return misreads("A-LASTACT", "completion-first")


def opens_attempts_by_later_starts() -> Subject:
    """Registrations were never seen in the tests, and starts were."""
    return misreads("A-NEWATT", "later-start")


def opens_attempts_by_evidence_alone() -> Subject:
    """A start proves nothing, thought somebody who had read the standard."""
    return misreads("A-NEWATT", "registration-or-later-completion")


def never_puts_an_attempt_back() -> Subject:
    """The highest status is kept, as in Percipio itself."""
    return misreads("A-REGRESS", "never-back")


def stops_for_a_slip_of_the_pen() -> Subject:
    """What is entered replaces what was there, before anybody has looked at it."""
    return misreads("A-RESETUP", "integration-stops")


def scales_every_score() -> Subject:
    """Scores are made comparable before they are shown."""
    return misreads("A-SCORE", "scaled-first")


def archives_what_is_inactive() -> Subject:
    """What cannot be launched should not be found."""
    return misreads("A-STATUS", "archive")


def calls_every_completion_a_success() -> Subject:
    """The result is filled in from the status, and the statement's own is not read."""
    return misreads("A-SUCCESSFALSE", "success")


def drops_tags_with_their_source() -> Subject:
    """Tags are written whole, so those that Percipio dropped are gone."""
    return misreads("A-TAGWHEN", "dropped-tags-go")


def restores_at_night() -> Subject:
    """Saving archives, and restoring was left to the job that writes courses."""
    return misreads("A-UNARCHIVE", "restored-next-run")


def completes_by_satisfied_too() -> Subject:
    """A list of verbs taken from Percipio's own documentation."""
    return misreads("A-VERB", "satisfied-and-passed-too")


def completes_by_completed_alone() -> Subject:
    """The one verb of the article is compared with, letter by letter."""
    return misreads("A-VERB", "completed-only")


def joins_translation_groups() -> Subject:
    """Items that name a common group are joined, since they look alike."""
    return misreads("A-VERSIONS", "both-shapes")


def keeps_translation_groups_apart() -> Subject:
    """An item is a course: the field that joins several was never noticed."""
    return misreads("A-VERSIONS", "one-item-only")


def goes_by_the_verb() -> Subject:
    """The flag of a result is optional, so the verb is looked at."""
    return misreads("A-XAPI", "verb-decides")


def goes_by_the_flag() -> Subject:
    """The flag is called completion, and that is what was looked for."""
    return misreads("A-XAPI", "completion-flag-decides")


FAULTS = named(
    Fault(
        leaves_vanished_content_alone,
        warns=clauses("C039"),
        spares=clauses("C049"),
        readings={"A-ABSENT": "filter-wins"},
    ),
    Fault(
        filters_vanished_content_out,
        warns=clauses("C039"),
        spares=clauses("C049"),
        readings={"A-ABSENT": "retention-wins"},
    ),
    Fault(
        scores_courses_by_their_tests,
        warns=clauses("C123"),
        spares=clauses("C018"),
        readings={"A-ASSESS": "no-effect"},
    ),
    Fault(
        minds_capitals_all_the_same,
        warns=clauses("C104"),
        spares=clauses("C018"),
        readings={"A-CASE": "all-ignore-case"},
    ),
    Fault(
        ignores_capitals_all_the_same,
        warns=clauses("C104"),
        spares=clauses("C018"),
        readings={"A-CASE": "exact"},
    ),
    Fault(
        closes_the_list,
        warns=clauses("C027"),
        spares=clauses("C049"),
        readings={"A-CLOSED": "open"},
    ),
    Fault(
        stays_an_hour_ahead,
        warns=clauses("C013"),
        spares=clauses("C049"),
        readings={"A-DST": "paris-wall-clock"},
    ),
    Fault(
        moves_its_clock_in_summer,
        warns=clauses("C013"),
        spares=clauses("C049"),
        readings={"A-DST": "fixed-utc-plus-1"},
    ),
    Fault(
        takes_the_default_language_alone,
        warns=clauses("C041"),
        spares=clauses("C049"),
        readings={"A-GLOB-OFF": "one-course-per-item"},
    ),
    Fault(
        prefers_the_completion,
        warns=clauses("C057"),
        spares=clauses("C018"),
        readings={"A-LASTACT": "access-first"},
    ),
    Fault(
        prefers_the_completion_to_a_later_look,
        warns=clauses("C057"),
        spares=clauses("C018"),
        readings={"A-LASTACT": "later-of-both"},
    ),
    Fault(
        opens_attempts_by_later_starts,
        warns=clauses("C149 C151 D02"),
        spares=clauses("C018"),
        readings={"A-NEWATT": "registration-only"},
        collateral={"C122": "A visit follows the completion there, and opens an attempt."},
    ),
    Fault(
        opens_attempts_by_evidence_alone,
        warns=clauses("C151"),
        spares=clauses("C018"),
        readings={"A-NEWATT": "later-start"},
    ),
    Fault(
        never_puts_an_attempt_back,
        warns=clauses("C050"),
        spares=clauses("C018"),
        readings={"A-REGRESS": "newer-start-overwrites"},
    ),
    Fault(
        stops_for_a_slip_of_the_pen,
        warns=clauses("C095"),
        spares=clauses("C049"),
        readings={"A-RESETUP": "old-ones-stay"},
    ),
    Fault(
        scales_every_score,
        warns=clauses("C052"),
        spares=clauses("C018"),
        readings={"A-SCORE": "raw-as-given"},
    ),
    Fault(
        archives_what_is_inactive,
        warns=clauses("C030"),
        spares=clauses("C049"),
        readings={"A-STATUS": "leave-active"},
    ),
    Fault(
        calls_every_completion_a_success,
        warns=clauses("C059"),
        spares=clauses("C018"),
        readings={"A-SUCCESSFALSE": "no-result"},
    ),
    Fault(
        drops_tags_with_their_source,
        warns=clauses("C092"),
        spares=clauses("C049"),
        readings={"A-TAGWHEN": "dropped-tags-stay"},
    ),
    Fault(
        restores_at_night,
        warns=clauses("C136"),
        spares=clauses("C049"),
        readings={"A-UNARCHIVE": "restored-on-save"},
    ),
    Fault(
        completes_by_satisfied_too,
        warns=clauses("C122 C126"),
        spares=clauses("C018"),
        readings={"A-VERB": "completed-only"},
    ),
    Fault(
        completes_by_completed_alone,
        warns=clauses("C122"),
        spares=clauses("C018"),
        readings={"A-VERB": "satisfied-and-passed-too"},
    ),
    Fault(
        joins_translation_groups,
        warns=clauses("C042"),
        spares=clauses("C049"),
        readings={"A-VERSIONS": "one-item-only"},
    ),
    Fault(
        keeps_translation_groups_apart,
        warns=clauses("C042 C043 C044 C045 C046"),
        spares=clauses("C049"),
        kind="one for each item of a group",
        readings={"A-VERSIONS": "both-shapes"},
    ),
    Fault(
        goes_by_the_verb,
        warns=clauses("C126"),
        spares=clauses("C018"),
        readings={"A-XAPI": "completion-flag-decides"},
    ),
    Fault(
        goes_by_the_flag,
        warns=clauses("C126"),
        spares=clauses("C018"),
        readings={"A-XAPI": "verb-decides"},
    ),
)
