"""Bouldering."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

BOULDERING = Course(
    "Finn",
    "Callahan",
    "Australia/Sydney",
    Topic.MOVEMENT,
    "Marrickville, Sydney",
    (
        Offer(
            title="First time on the wall",
            text="""
            You don't need strong arms. You need to stand on your feet, and most of this first
            lesson is about trusting them. We warm up, learn how to fall, and then climb the
            easiest problems in the gym in as many different ways as we can think of.

            Shoes and chalk are included. Come ten minutes early for the waiver, and leave rings
            at home.
            """,
            at="Tue 18:00",
            week=0,
            minutes=90,
            price="30.00",
            seats=10,
            left=0,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Footwork is most of it",
            text="""
            Watch somebody good and you will notice that they are quiet. Their feet arrive once
            and stay. We spend the evening on silent feet, on edges, on smears, and on the small
            turn of the hip that makes a far hold near.

            For people who have climbed for a few months and keep cutting loose. I film one
            problem of each climber at the start and again at the end, and the difference usually
            makes the room laugh.
            """,
            at="Thu 18:00",
            week=1,
            minutes=90,
            price="30.00",
            seats=10,
            left=3,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Falling well",
            text="""
            Almost every injury in a bouldering gym happens on the mat. Falling is a skill, it can
            be practiced, and hardly anybody does.

            Forty-five free minutes before the gym opens: knees, hips, arms in, breathe out, roll.
            We start from a step and end from wherever you feel like. Good for beginners, and
            better still for people who are sure they don't need it.
            """,
            at="Sun 09:00",
            week=0,
            minutes=45,
            price="0.00",
            seats=16,
            left=5,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Slab confidence",
            text="""
            No holds to speak of, a wall that leans away from you, and a voice in your head. Slab
            climbing is balance and nerve, and strength is of no help at all, which is why it is
            so good for strong people.

            We work low, where a slip is only a step down, and move up as the voice gets bored.
            Bring your own shoes if you can; the rental ones are too soft for this.
            """,
            at="Thu 18:00",
            week=3,
            minutes=90,
            price="32.00",
            seats=8,
            left=6,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Training fingers without hurting them",
            text="""
            Tendons take months where muscles take weeks, and that is the whole problem. An hour
            about load, rest and patience, half of it at the hangboard and half of it at the
            whiteboard.

            You leave with a plan for eight weeks that takes twenty minutes, twice a week, and
            with three signs that tell you to stop. You should have been climbing for a year at
            least.
            """,
            at="Tue 18:30",
            week=-1,
            minutes=75,
            price="26.00",
            seats=14,
            left=1,
            level=Level.ADVANCED,
        ),
        Offer(
            title="Movement for climbers over fifty",
            text="""
            Shoulders that used to be fine, a knee with a history, and still the wish to get up
            that wall. We look at what to warm up and for how long, which moves to trade for which
            others, and how to rest so that next week is better than this one.

            A friendly morning group. Some of the regulars started at sixty-five.
            """,
            at="Sat 09:00",
            week=-3,
            minutes=75,
            price="24.00",
            seats=10,
            left=2,
        ),
        Offer(
            title="Sandstone morning outdoors",
            text="""
            An early start, before the rock is warm, at a small crag a short walk from the train.
            Sandstone outside is rounder, rougher and less obvious than anything in the gym, and
            nobody has marked the holds for you.

            I bring six mats, a brush for everybody and breakfast. We keep to the easy half of the
            crag, we don't climb on wet rock, and we leave no chalk arrows behind.
            """,
            at="Sat 07:00",
            week=1,
            minutes=240,
            price="70.00",
            seats=6,
            left=1,
            status=Status.CANCELLED,
        ),
    ),
)
