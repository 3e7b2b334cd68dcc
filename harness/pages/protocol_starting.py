"""How a connector is named and started, in words, for the page of the control protocol."""

from __future__ import annotations

from harness.clockwork.patience import GRACE_SECONDS, PATIENCE_SECONDS

STARTING = f"""\
`--connector URL` names a connector that runs already: the URL is where the calls are served. It is
never started, stopped or restarted; clauses about a restart are then *not testable*.

`--connector-command "CMD"` names a program. The command is split into words as a shell would, and
no shell reads it. Braces in it are filled in, and the same stands in its environment:

| in the command | in the environment | what it is |
|---|---|---|
| `{{port}}` | `CONTROL_PORT` | a free port: serve `http://127.0.0.1:PORT/control` there |
| `{{state}}` | `STATE_FOLDER` | an empty folder of its own; what lies in it survives a restart |
| `{{ca_file}}` | `WORLD_CA_FILE` | with `--tls`: the authority's certificate, a file in PEM |
| | `PERCIPIO_URL`, `PERCIPIO_EU_URL`, `LMS_URL` | where the world is; `reset` and `setup` say so |

- The suite asks `GET describe` until the program answers, for up to {PATIENCE_SECONDS:.0f} seconds
  (`--patience`); 502, 503 and 504 mean not yet. A program that ends before that, or never answers,
  is exit code 3: nothing was judged.
- It runs in a process group of its own. To stop it, all of the group get SIGTERM, and whoever is
  left after {GRACE_SECONDS:.0f} seconds SIGKILL.
- It serves one scenario after the other. It is started anew for a scenario about a restart, where
  it ended by itself, where it broke off a conversation, and before every scenario where `describe`
  says `"restart_between_scenarios": true`.
- What it writes to its output is kept, and shown where a step fails.
- With `-n` each worker starts one of its own.

`--driver MODULE:CLASS` names a Python class with the calls as coroutines, for a connector that is
driven in another way; `harness/connectors/driver.py` has them.

### https and other hosts

With `--tls` every address of the world begins with `https`. Its certificates come from an authority
that is made for this run alone and forgotten with it. A connector started by a command is told the
authority's certificate; one named by a URL is not, and cannot check ours. The control protocol
itself stays where the connector serves it.

The world listens on 127.0.0.1. A connector in a container reaches it by another name:
`--host host.docker.internal` listens everywhere and tells that name in every address;
`--host 0.0.0.0` tells the name of this machine. Certificates are for that name, too.
"""
