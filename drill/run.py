"""`make drill`: the primary dies under booking load, on three machines made of processes.

    .venv/bin/python drill/run.py [--rounds 3] [--seed 1] [--no-twin] [--measure]

Each round: people book; the machine that leads (PostgreSQL, Patroni, etcd) is killed; bookings go
on within half a minute; nothing that was acknowledged is lost; the machine comes back and
follows; another one takes over on demand. At the end the same with asynchronous replication,
which must lose something. All that was started ends with it, also on Ctrl-C. Linux only.
"""

import argparse
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0:1] = [str(ROOT), str(ROOT / "scripts"), str(ROOT / "backend")]

import run as command  # noqa: E402
from drill import home, measure, rounds  # noqa: E402
from drill.machines import Cluster  # noqa: E402
from drill.middle import Middle  # noqa: E402
from drill.parts import FreePorts  # noqa: E402
from drill.product import Product  # noqa: E402
from services import say  # noqa: E402
from tests.faults.crowd import Person  # noqa: E402
from tests.faults.scene import newcomers  # noqa: E402


def main() -> int:
    return command.exit_code_of(partial(drill, _options()), home.LOGS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Lose the primary under load.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--no-twin", action="store_true", help="without the one that must lose")
    parser.add_argument("--measure", action="store_true", help="what confirming costs, first")
    return parser.parse_args()


def drill(options: argparse.Namespace, signals: command.ExitOnSignal) -> bool:
    port = FreePorts()
    with ExitStack() as ends:
        ends.callback(home.remove)
        at_home = home.prepare()
        cluster = Cluster(at_home, port)
        ends.callback(cluster.end)
        middle = Middle(at_home, port, cluster.machines)
        ends.callback(middle.end)
        product = Product(home.FOLDER, cluster, middle)
        ends.callback(product.end)
        ends.callback(say, "Ending all of it")
        ends.callback(signals.ignore)
        say("Starting three machines")
        cluster.start()
        middle.start()
        product.start()
        if options.measure:
            measure.measure(at_home, middle.primary, cluster.passwords)
        return _all_rounds(options, product, cluster, newcomers(product.port, "drill"))


def _all_rounds(
    options: argparse.Namespace, product: Product, cluster: Cluster, people: list[Person]
) -> bool:
    passed = []
    for number in range(options.rounds):
        seed = options.seed + number
        say(f"Round {number + 1} of {options.rounds} (seed {seed})")
        passed.append(rounds.one_round(product, cluster, people, seed))
    if not options.no_twin:
        say("The same with asynchronous replication, which must lose something")
        passed.append(rounds.broken_twin(product, cluster, people, options.seed))
    say(f"{sum(passed)} of {len(passed)} passed")
    return all(passed)


if __name__ == "__main__":
    sys.exit(main())
