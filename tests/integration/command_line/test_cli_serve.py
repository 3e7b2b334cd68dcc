"""``serve`` as a person and as a client of the real Percipio meet it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from percipio_conformance.core.limits import LARGEST_REQUEST_BYTES

SERVE = [sys.executable, "-m", "percipio_conformance", "serve"]


class Served:
    """A running world and what it printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: dict[str, str] = {}
        section = ""
        assert process.stdout is not None
        for line in process.stdout:
            if "Ctrl-C" in line:
                break
            if not line.startswith(" "):
                section = line.split()[0]
                self.printed[section] = line.split()[-1]
            else:
                label, _, value = line.strip().rpartition(" ")
                self.printed[f"{section} {label.strip()}"] = value


@pytest.fixture
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """With the options that a test gives as the parameter, else with a catalog from a file."""
    catalog = tmp_path / "catalog.json"
    options: list[str] = getattr(request, "param", ["--catalog", str(catalog)])
    if "--catalog" in options:
        subprocess.run([sys.executable, "-c", MAKE_CATALOG, str(catalog)], check=True)
    process = subprocess.Popen([*SERVE, *options], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    yield Served(process)
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=60)


@contextmanager
def three_sixty_learning(served: Served) -> Iterator[httpx.Client]:
    """A client of 360Learning's API, with a token."""
    base = f"{served.printed['360Learning']}/api/v2"
    with httpx.Client(base_url=base, trust_env=False, timeout=60) as client:
        token = client.post(
            "/oauth2/token",
            json={
                "grant_type": "client_credentials",
                "client_id": served.printed["360Learning client id"],
                "client_secret": served.printed["360Learning client secret"],
            },
        ).json()["access_token"]
        client.headers.update({"Authorization": f"Bearer {token}", "360-api-version": "v2.0"})
        yield client


MAKE_CATALOG = """
import json, sys
from fake_percipio.catalog.generator import generate
json.dump(list(generate(1250, 5)), open(sys.argv[1], "w"))
"""


def every_item(base: str, organization: str, token: str) -> list[dict[str, object]]:
    """A third party's client: it knows the real interface and nothing of this project."""
    items: list[dict[str, object]] = []
    with httpx.Client(
        base_url=base, headers={"Authorization": f"Bearer {token}"}, trust_env=False
    ) as client:
        path = f"/content-discovery/v2/organizations/{organization}/catalog-content"
        query: dict[str, str | int] = {"offset": 0, "max": 500}
        while True:
            answer = client.get(path, params=query).raise_for_status()
            page = answer.json() if answer.content else []
            items += page
            if len(page) < 500:
                return items
            query["offset"] = int(query["offset"]) + 500
            query["pagingRequestId"] = answer.headers["x-paging-request-id"]


def test_a_client_of_the_real_percipio_changes_its_address_only(served: Served) -> None:
    printed = served.printed
    items = every_item(
        printed["Percipio"], printed["Percipio organization"], printed["Percipio bearer token"]
    )
    assert len({item["id"] for item in items}) == 1250


def test_a_day_passes_and_the_catalog_is_in_360learning(served: Served) -> None:
    printed = served.printed
    with httpx.Client(trust_env=False, timeout=60) as client:
        now = datetime.fromisoformat(client.get(printed["World"] + "/clock").json()["now"])
        later = (now + timedelta(days=1)).isoformat().replace("+00:00", "Z")
        client.put(printed["World"] + "/clock", json={"now": later}).raise_for_status()
        run = client.get(printed["World"] + "/status").json()["last_run"]
        assert run["outcome"] == "complete"
        assert run["seen"] == 1250
        token = client.post(
            printed["360Learning"] + "/api/v2/oauth2/token",
            json={
                "grant_type": "client_credentials",
                "client_id": printed["360Learning client id"],
                "client_secret": printed["360Learning client secret"],
            },
        ).json()["access_token"]
        group = printed["360Learning group"]
        shown = client.get(
            f"{printed['360Learning']}/api/v2/groups/{group}/catalog/course-ids",
            headers={"Authorization": f"Bearer {token}", "360-api-version": "v2.0"},
        ).json()
        assert len(shown) == run["unchanged"] + run["created"]
        refused = client.put(printed["World"] + "/clock", json={"now": "yesterday"})
        assert refused.status_code == 400
        assert "an instant in UTC" in refused.text


def test_links_lead_to_the_percipio_that_is_served(served: Served) -> None:
    printed = served.printed
    items = every_item(
        printed["Percipio"], printed["Percipio organization"], printed["Percipio bearer token"]
    )
    links = [str(item["link"]) for item in items if item["link"]]
    assert all(link.startswith(printed["Percipio"] + "/cd/") for link in links)
    with httpx.Client(trust_env=False) as client:
        client.cookies.set("percipio-learner", printed["Percipio Ada"])
        assert f'content="{items[0]["id"]}"' in client.get(links[0]).text


def test_a_further_integration_is_enabled_while_it_runs(served: Served) -> None:
    with three_sixty_learning(served) as client:
        groups = {each["name"]: each["_id"] for each in client.get("/groups").json()}
        carol = served.printed["360Learning author"]
        client.post(f"/groups/{groups['Sales']}/admin/{carol}").raise_for_status()
        enabled = {"groupId": groups["Sales"], "connectorAdminId": carol}
        client.post("/extensions/integrations", json=enabled).raise_for_status()
        as_olivia = {"userId": served.printed["360Learning Olivia"]}
        pages = [
            f"/extensions/groups/{groups[name]}/settings/skillsoft"
            for name in ("Skillsoft Academy", "Sales")
        ]
        states = [client.get(each, params=as_olivia).json()["state"] for each in pages]
        assert states == ["active", "enabled"]
        webhooks = [
            client.get(f"{each}/webhook-credentials", params=as_olivia).json() for each in pages
        ]
        assert webhooks[0]["clientId"] == served.printed["Connector client id"]
        assert webhooks[0]["clientId"] != webhooks[1]["clientId"]


@pytest.mark.parametrize("served", [["--from-scratch", "--items", "3"]], indirect=True)
def test_from_scratch_nobody_has_enabled_anything(served: Served) -> None:
    assert "Connector client id" not in served.printed
    with httpx.Client(base_url=served.printed["World"], trust_env=False, timeout=60) as world:
        world.put("/clock", json={"days": 2}).raise_for_status()
        assert world.get("/status").json()["state"] == "absent"
    with three_sixty_learning(served) as client:
        assert client.get("/courses").json() == []
        group, olivia = served.printed["360Learning group"], served.printed["360Learning Olivia"]
        page = f"/extensions/groups/{group}/settings/skillsoft"
        refused = client.get(page, params={"userId": olivia})
        assert refused.json()["error"]["code"] == "integrationNotEnabled"


def test_variables_that_cannot_be_written_are_a_wrong_use(tmp_path: Path) -> None:
    done = subprocess.run(
        [*SERVE, "--items", "1", "--variables", str(tmp_path / "nowhere" / "world.sh")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert done.stdout == ""


def test_it_stops_cleanly_on_an_interrupt(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    rest, _ = served.process.communicate(timeout=30)
    assert served.process.returncode == 0
    assert rest.strip() == "stopping"
    with pytest.raises(httpx.ConnectError), httpx.Client(trust_env=False) as client:
        client.get(served.printed["Connector"])


@pytest.mark.parametrize("who", ["percipio", "lms", "connector", "world"])
def test_a_taken_port_is_a_wrong_use(who: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*SERVE, "--items", "1", f"--{who}-port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert f"port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert done.stdout == ""


def test_a_catalog_without_ids_is_a_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "catalog.json").write_text(json.dumps([{"title": "nameless"}]))
    done = subprocess.run(
        [*SERVE, "--catalog", str(tmp_path / "catalog.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "has no id" in done.stderr


def test_a_body_that_is_too_large_is_refused_by_every_server(served: Served) -> None:
    with httpx.Client(trust_env=False, timeout=60) as client:
        for url in (
            f"{served.printed['World']}/clock",
            f"{served.printed['360Learning']}/api/v2/courses",
            f"{served.printed['Percipio']}/",
        ):
            answer = client.put(url, content=b" " * (LARGEST_REQUEST_BYTES + 1))
            assert answer.status_code == 413, url
            assert "more than 33,554,432 bytes" in answer.json()["error"]["message"]
