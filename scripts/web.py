"""`make web-bench` and `make shots`: what needs the whole product in front of a browser."""

import sys

import browser
import frontend
import run
import services
import stack
from services import Problem

SCRIPTS = {"bench": "bench.mjs", "shots": "shots.mjs"}
# About so many users, sessions and bookings: measured is not what an empty catalogue can do.
ROWS = {"bench": 20_000, "shots": 0}


def main(arguments: list[str]) -> int:
    what, options = arguments[0], arguments[1:]
    try:
        frontend.ensure_packages()
        environment = {**frontend.environment(), "E2E_CHROMIUM": browser.ensure()}
        with stack.running(rows=ROWS[what]) as product:
            environment["E2E_BASE_URL"] = product.address
            script = str(frontend.FOLDER / "scripts" / SCRIPTS[what])
            command = [frontend.node(), script, *options]
            return 0 if services.show(command, frontend.FOLDER, environment) else 1
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, run.Stopped):
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
