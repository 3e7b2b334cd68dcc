"""The section on naming and starting a connector, for the page of the control protocol."""

from __future__ import annotations

from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT, GRACE_SECONDS

STARTING = f"""\
`--connector URL` names a connector that runs already: the URL is the base address of the calls. The
suite never starts, stops or restarts it; clauses about a restart are then *not testable*.

`--connector-command "CMD"` names a program. The suite splits the command into words like a shell,
without using a shell, and replaces placeholders in braces. The environment has the same values:

| in the command | in the environment | meaning |
|---|---|---|
| `{{port}}` | `CONTROL_PORT` | a free port: serve `http://127.0.0.1:PORT/control` there |
| `{{state}}` | `STATE_FOLDER` | an empty folder of the connector; its content survives a restart |
| `{{ca_file}}` | `WORLD_CA_FILE` | with `--tls`: the authority's certificate, a file in PEM |
| | `PERCIPIO_URL`, `PERCIPIO_EU_URL`, `LMS_URL` | the platforms, also in `reset` and `setup` |

- The suite calls `GET describe` until the program responds, for up to {DEFAULT_TIMEOUT:.0f}
  seconds (`--timeout`); 502, 503 and 504 mean "not yet". A program that ends before that, or never
  responds, ends the run with exit code 3, without a verdict.
- The program runs in a separate process group. To stop it, the suite sends SIGTERM to the whole
  group, and SIGKILL to processes that are left after {GRACE_SECONDS:.0f} seconds.
- It serves one scenario after the other. The suite restarts it for a scenario about a restart,
  after it has ended by itself or broken off a response, and before every scenario if `describe`
  contains `"restart_between_scenarios": true`.
- The suite keeps its output, and shows it when a step fails.
- With `-n` each worker starts a separate instance.

`--connector-class MODULE:CLASS` names a Python class with the calls as coroutines, for a connector
with another interface; `percipio_conformance/connectors/control_client.py` defines the calls.

### HTTPS and other hosts

With `--tls` every address of the simulated world begins with `https`. The certificates come from a
temporary authority that exists only for this run. A connector started by a command receives the
authority's certificate; one named by a URL does not, and cannot verify the certificates. The
control protocol keeps the address that the connector chose.

The simulated world listens on 127.0.0.1. A connector in a container reaches it by another name:
`--host host.docker.internal` listens on all interfaces and uses that name in every address;
`--host 0.0.0.0` uses the name of this machine. The certificates include that name.
"""
