"""Access to the statistics and contents of others."""

from __future__ import annotations

from fake_lms.people.groups import Group, Groups, Role

# A simulation's choice: 360Learning's public pages do not list this role by role.
SUPERVISORS: frozenset[Role] = frozenset({"owner", "admin", "analyst"})
ADMINISTRATORS: frozenset[Role] = frozenset({"owner", "admin"})


def sees(viewer_id: str, learner_id: str, groups: Groups) -> bool:
    """True if ``viewer_id`` may see the statistics of ``learner_id`` (C010).

    Users see their own statistics. Administrators of a group see those of its members and of the
    groups below it; administrators of the platform group see all.
    """
    if viewer_id == learner_id:
        return True
    return any(
        not SUPERVISORS.isdisjoint(groups.roles(above.id, viewer_id))
        for group in groups.groups_of(learner_id)
        for above in groups.lineage(group.id)
    )


def administers(user_id: str, group: Group, groups: Groups) -> bool:
    """True if ``user_id`` administers the group or one above it, private ones included."""
    return any(
        not ADMINISTRATORS.isdisjoint(groups.roles(above.id, user_id))
        for above in groups.lineage(group.id)
    )
