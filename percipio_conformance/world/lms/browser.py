"""A learner's browser: it launches a course in 360Learning and follows the redirect."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx

from fake_lms.platform import Platform
from fake_percipio.pages.sign_in import COOKIE
from percipio_conformance.core.outcomes import HarnessError

PERCIPIO = ".percipio.com"
"""The suffix of every host name of Percipio; the simulated one answers for all of them."""

_ITEM = re.compile(r'<meta name="percipio-item" content="([^"]+)">')


@dataclass(frozen=True, slots=True)
class LaunchResult:
    """The result of a launch.

    ``address`` is the redirect, None without one; ``item`` the id of the item whose page Percipio
    opened, None without one; ``words`` the text that the learner reads instead of that page.
    """

    address: str | None
    item: str | None
    words: str


class Browser:
    """One browser for all learners; each launch is a separate session.

    Args:
        client: of the world's network.
        percipio: base address at which the simulated Percipio answers.
    """

    def __init__(self, platform: Platform, client: httpx.AsyncClient, percipio: str) -> None:
        self._platform = platform
        self._client = client
        self._percipio = percipio

    async def launch(
        self, course_id: str, user_id: str, session_id: str | None, account: str | None
    ) -> LaunchResult:
        """Launch the course.

        Args:
            account: the learner's id at Percipio; None without an account.
        """
        asked = {"userId": user_id} | ({"pathSessionId": session_id} if session_id else {})
        answer = await self._client.post(
            f"{self._platform.base_url}/api/v2/extensions/courses/{course_id}/launch",
            params=asked,
            headers={"authorization": f"Bearer {self._token()}", "360-api-version": "v2.0"},
            follow_redirects=False,
        )
        if answer.status_code == httpx.codes.FORBIDDEN:
            return LaunchResult(None, None, answer.json()["error"]["message"])
        if answer.status_code != httpx.codes.FOUND:
            raise HarnessError(f"a launch is answered {answer.status_code}: {answer.text}")
        return await self._follow(answer.headers["location"], account)

    async def _follow(self, address: str, account: str | None) -> LaunchResult:
        to = httpx.URL(address)
        if not to.host.endswith(PERCIPIO):
            return LaunchResult(address, None, f"{to.host} is not Percipio")
        cookie = {} if account is None else {"cookie": f"{COOKIE}={account}"}
        page = await self._client.get(
            self._percipio + to.raw_path.decode("ascii"), headers=cookie, follow_redirects=False
        )
        found = _ITEM.search(page.text)
        if page.status_code != httpx.codes.OK or found is None:
            return LaunchResult(address, None, page.text)
        return LaunchResult(address, found[1], "")

    def _token(self) -> str:
        made = self._platform.clients.add("a learner's browser")
        token = self._platform.clients.issue(made.client_id, made.client_secret)
        if token is None:
            raise HarnessError("360Learning gives its own client no token")
        return token.value
