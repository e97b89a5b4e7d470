"""`make rolling-restart`: replaces the containers of API and pages one after the other.

A new container of the image as it is now starts and gets healthy before an old one is asked to
end, so requests always have somewhere to go. Migrations come first (docker compose run migrate).
"""

import json
import subprocess
import sys
import time

SERVICES = ("backend", "frontend")
PATIENCE = 120.0  # seconds until a new container is healthy
GRACE = "30"  # seconds for the requests under way in an old one


class Problem(Exception):
    """A step failed; the text says which and why."""


def main() -> int:
    try:
        for service in SERVICES:
            replace(service)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def replace(service: str) -> None:
    old = running(service)
    if not old:
        raise Problem(f"No container of {service} runs. Start everything first.")
    for number, container in enumerate(old, start=1):
        print(f"{service}, {number} of {len(old)}: starting a new one", flush=True)
        scale(service, len(old) + 1)
        wait_until_healthy(set(running(service)) - set(old))
        print(f"{service}, {number} of {len(old)}: ending {container[:12]}", flush=True)
        docker("stop", "--time", GRACE, container)
        docker("rm", container)


def scale(service: str, count: int) -> None:
    keep = ("--no-deps", "--no-recreate", "--no-build", "--detach")
    docker("compose", "up", *keep, "--scale", f"{service}={count}", service)


def running(service: str) -> list[str]:
    return docker("compose", "ps", "--quiet", service).split()


def wait_until_healthy(containers: set[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    for container in containers:
        while health(container) != "healthy":
            if time.monotonic() > deadline:
                raise Problem(
                    f"The new container {container[:12]} does not get healthy; the old ones still "
                    f"run.\n{docker('logs', '--tail', '20', container)}"
                )
            time.sleep(0.5)


def health(container: str) -> str:
    state = json.loads(docker("inspect", "--format", "{{json .State}}", container))
    return str(state.get("Health", {}).get("Status", state["Status"]))


def docker(*words: str) -> str:
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"docker {' '.join(words)}:\n{done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
