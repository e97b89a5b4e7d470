"""`python -m config.embedded_postgres start|stop|status|psql|remove`."""

import os
import sys

from config import embedded_postgres
from config.embedded_postgres.places import places


def main(arguments: list[str]) -> int:
    commands = {"start": start, "stop": stop, "status": show, "psql": psql, "remove": remove}
    if not arguments or arguments[0] not in commands:
        print("usage: python -m config.embedded_postgres start|stop|status|psql|remove")
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except embedded_postgres.EmbeddedPostgresError as error:
        print(error, file=sys.stderr)
        return 1


def start(_: list[str]) -> int:
    settings = embedded_postgres.ensure_running()
    print(f"The embedded PostgreSQL answers on the socket in {settings['HOST']}")
    return 0


def stop(_: list[str]) -> int:
    stopped = embedded_postgres.stop()
    print("The embedded PostgreSQL " + ("is stopped." if stopped else "did not run."))
    return 0


def show(_: list[str]) -> int:
    found = embedded_postgres.status()
    print(f"running: {'yes' if found.running else 'no'}\npid:     {found.pid or '-'}")
    print(f"socket:  {found.sockets}\ndata:    {found.data}\nlog:     {found.log}")
    return 0 if found.running else 3


def psql(arguments: list[str]) -> int:
    settings = embedded_postgres.ensure_running()
    program = str(places().programs / "psql")
    target = ["-h", settings["HOST"], "-p", settings["PORT"], "-U", settings["USER"]]
    os.execv(program, [program, *target, "-d", settings["NAME"], *arguments])


def remove(_: list[str]) -> int:
    embedded_postgres.remove()
    print("The embedded PostgreSQL and its data are removed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
