"""Every fault that the product is to live through, by name."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .doors import Door, front_door, kill_nginx, nginx, wire
from .machine import Connection
from .processes import until
from .scene import Fault, Scene
from .small_disk import SmallDisk, fill_the_disk
from .stack import Stack
from .strikes import back_up_and_restore, hold_locks, lock_the_wrong_way_round, migrate

# Seconds. A sign-in lasts ten minutes, and the audit takes a mail for late after five.
JUMPS = (-120, 0, 120)
EVENTS = 5
BOOKINGS_CUT = 3
SLOW_POST = (0.5, 3.0)  # seconds a letter; nobody waits for more than two
CARDS = (
    "slow", "lost_event", "repeated_event", "reordered_events", "late_capture",
    "refund_fails_once", "success",
)  # fmt: skip
_EVENTS = "SELECT count(*) FROM payments_providerevent"


def kills(kill: Callable[[Stack], object], what: str) -> Callable[[Scene], None]:
    def strike(scene: Scene) -> None:
        kill(scene.stack)
        scene.seen[what] += 1

    return strike


def kill_the_stream(scene: Scene) -> None:
    """All of it or only what has the connections. If that dies again at once, its keeper gives up
    and is started anew, as by the containers' engine."""
    stack = scene.stack
    scene.random.choice((stack.kill_the_stream, stack.kill_the_stream_worker))()

    def runs_again() -> bool:
        if stack.live.has_ended():
            stack.live.start(stack.environment)
        return stack.live.answers()

    until(runs_again, "the stream runs again")
    scene.seen["streams killed"] += 1


def kill_the_proxy(scene: Scene) -> None:
    kill_nginx(scene.door)
    scene.seen["proxies killed"] += 1


def kill_the_worker(scene: Scene) -> None:
    """Once amid any job, once with a letter that is taken and not yet ticked off."""
    scene.stack.kill_the_worker()
    scene.crowd.hear(10)
    scene.stack.kill_the_worker_at_the_post()
    scene.seen["workers killed"] += 2


def roll(scene: Scene) -> None:
    code = scene.stack.roll_the_api()
    scene.expect(code == 0, f"The API that was told to end ended with {code}.")
    scene.seen["APIs replaced"] += 1


def cut(scene: Scene) -> None:
    """A tenth of the answers to what changes something is lost."""
    line = scene.door.wire
    assert line is not None
    enough = line.cut["201"] + BOOKINGS_CUT
    line.share = 0.1
    until(lambda: line.cut["201"] >= enough, "answers to bookings are lost")
    line.share = 0.0
    scene.seen["answers lost"] = line.cut.total()
    scene.seen["of them 201"] = line.cut["201"]


def slow_post(scene: Scene) -> None:
    """Slower than anybody waits, or only slow: bookings and the other jobs go on."""
    post = scene.stack.post
    post.seconds = scene.random.choice(SLOW_POST)
    try:
        time.sleep(2)
        scene.crowd.hear(60)
    finally:
        post.seconds = 0.0
    scene.seen["times slow"] += 1


def play_with_events(scene: Scene) -> None:
    """The cards do it; and the worker that gets the events dies once."""
    with scene.stack.connect() as connection:
        before = _events(connection)
        scene.crowd.hear(30)
        scene.stack.kill_the_worker()
        until(lambda: _events(connection) > before + EVENTS, "events come", every=0.1)
        scene.seen["events kept"] += _events(connection) - before


def _events(connection: Connection) -> int:
    row = connection.execute(_EVENTS.encode()).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def slow_provider(stack: Stack) -> Iterator[Door]:
    with stack.patched("the_provider_is_slow"), front_door(stack) as door:
        yield door


def wait_for_the_provider(scene: Scene) -> None:
    before = scene.refusals
    scene.crowd.hear(40)
    until(lambda: scene.refusals > before, "somebody can't pay")
    scene.seen["refused for the provider"] += scene.refusals - before


@contextmanager
def jumping_clock(stack: Stack) -> Iterator[Door]:
    set_clock(stack, 0)
    told = {"FAULTS_CLOCK": str(clock_file(stack))}
    with stack.patched("the_clock_jumps", **told), front_door(stack) as door:
        yield door


def jump(scene: Scene) -> None:
    """The clock of API and worker is set back, put right, and runs ahead at last, which ends the
    holds that were made meanwhile."""
    for seconds in JUMPS:
        set_clock(scene.stack, seconds)
        scene.crowd.hear(20)
        scene.seen["jumps"] += 1


def clock_file(stack: Stack) -> Path:
    return stack.folder / "clock"


def set_clock(stack: Stack, seconds: int) -> None:
    draft = clock_file(stack).with_suffix(".new")
    draft.write_text(str(seconds))
    draft.replace(clock_file(stack))


FAULTS = {
    each.name: each
    for each in (
        Fault("api-worker", "kill -9 of an API worker",
              kills(Stack.kill_an_api_worker, "workers killed")),
        Fault("api", "kill -9 of the whole API", kills(Stack.kill_the_api, "APIs killed")),
        Fault("job-worker", "kill -9 of the job worker, amid a job and between send and ack",
              kill_the_worker, may_refuse=False, mails_may_repeat=True),
        Fault("stream", "kill -9 of the stream of live seats", kill_the_stream, may_refuse=False),
        Fault("nginx", "kill -9 of nginx in front of all", kill_the_proxy, around=nginx),
        Fault("backend", "kill -9 of a PostgreSQL backend",
              kills(Stack.kill_a_backend, "backends killed"), mails_may_repeat=True),
        Fault("postmaster", "kill -9 of all of PostgreSQL",
              kills(Stack.kill_postgresql, "servers killed"), mails_may_repeat=True),
        Fault("rolling", "SIGTERM of one API while the next one runs", roll, may_refuse=False),
        Fault("cut", "connections cut after the commit, before the reply", cut, around=wire,
              may_refuse=False),
        Fault("long-transaction", "locks held and a snapshot kept for seconds", hold_locks),
        Fault("deadlocks", "others who lock the wrong way round", lock_the_wrong_way_round),
        Fault("payment-events", "payment events lost, repeated and out of order, and late captures",
              play_with_events, cards=CARDS, may_refuse=False, mails_may_repeat=True),
        Fault("slow-mail", "a mail server that takes seconds, or longer than anybody waits",
              slow_post, may_refuse=False, mails_may_repeat=True),
        Fault("slow-provider", "a payment provider that is slow, away, or loses its answers",
              wait_for_the_provider, around=slow_provider, cards=CARDS),
        Fault("clock", "the clock jumps minutes back and ahead", jump, around=jumping_clock,
              may_refuse=False),
        Fault("disk-full", "no room left for the database", fill_the_disk, home=SmallDisk,
              mails_may_repeat=True),
        Fault("migration", "a column and an index more, and back", migrate, may_refuse=False),
        Fault("restore", "a backup, restored beside and audited", back_up_and_restore,
              may_refuse=False),
    )
}  # fmt: skip
