"""The section on the two platforms, for the page of the control protocol."""

from __future__ import annotations

CATALOG = "/content-discovery/v2/organizations/{organizationId}/catalog-content"
COURSES = "/api/v2/bulk/integrations/{integrationId}/courses"

ATTEMPTS = "/api/v2/extensions/bulk/integrations/{integrationId}/attempts"
"""The operation that 360Learning's published API lacks."""

PLATFORMS = f"""\
The connector works with the simulated Percipio and 360Learning. They have the paths of the
published interfaces, below the addresses in `setup` and `reset`:

| platform | example | document |
|---|---|---|
| Percipio | `TENANT_URL{CATALOG}` | `schemas/percipio/catalog.openapi.json` |
| 360Learning | `LMS_URL{COURSES}` | `schemas/lms/api.openapi.json` |

`schemas/percipio/deviations.json` lists where real items differ from the published schema.

**One operation is not published.** The public import of statistics can neither set a result to
empty nor a time spent to zero, and it cannot correct an earlier score, so the article (C053 to
C060) cannot be fulfilled with it. A connector writes attempts with

```text
PUT {ATTEMPTS}
```

- The body is `{{"input": [...]}}` with up to 10,000 entries of the schema `AttemptsObject` in
  `schemas/lms/api.openapi.json`: course, user, and *all* attempts of this user on this course, the
  first one first. The times are instants, `timeSpent` is in milliseconds.
- The first attempt of an entry replaces the first one that 360Learning has, and so on; further ones
  are added. 360Learning refuses an entry with fewer attempts than it has (`attemptsWouldBeLost`):
  a learner who launches a course has an attempt before Percipio reports anything. Read
  `GET /api/v2/courses/stats` then, and send the additional attempts as well.
- The answer is 202 with an operation, like that of the other bulk operations: ask
  `GET /api/v2/bulk/operations/{{operationId}}` until it has ended, and `.../results` for the result
  of each entry.

All other operations under `/api/v2/extensions` are for the harness and for people who
[look at the world](../tutorial/sandbox.md); a connector does not need them.

The article leaves some moments open, and so does the suite. `verifying` in `GET status` may be too
short to be seen, if Percipio was asked before the integration is active. A setting that is saved
while a daily run is under way may count for this run or from the next one on; only courses that a
saved filter leaves out are archived at once.
"""
