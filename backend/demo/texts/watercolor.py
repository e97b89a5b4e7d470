"""Watercolor."""

from session_catalog.models import Level, Topic

from .form import Course, Offer

WATERCOLOR = Course(
    "Priya",
    "Raghavan",
    "Asia/Kolkata",
    Topic.ART,
    None,
    (
        Offer(
            title="Washes that don't dry in stripes",
            text="""
            A flat wash is the first thing everybody tries and the first thing that goes wrong.
            The cause is nearly always the same: too little water, too small a brush, and a
            worried hand that goes back into it.

            We do nothing else for two hours: flat, graded, and wet into wet, on real cotton paper
            so that the paper is not to blame. I send the list of materials when you book, and
            nothing on it is expensive.
            """,
            at="Sun 10:30",
            week=0,
            minutes=120,
            price="20.00",
            seats=18,
            left=4,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Painting rain",
            text="""
            In Chennai the monsoon comes like a wall, and I have tried to paint it every year
            since I was twelve. This evening is about what I found out: lost edges, a tilted
            board, salt, and stopping when the sheet is still too wet to like.

            We paint two small pictures from photographs of mine, one of drizzle and one of a
            downpour. You should have used watercolors a few times.
            """,
            at="Wed 19:00",
            week=1,
            minutes=90,
            price="18.00",
            seats=18,
            left=1,
        ),
        Offer(
            title="Five pigments are enough",
            text="""
            Every beginner buys twenty-four colors, and every one of them mixes mud. With five
            tubes, well chosen, you can mix any of the others and they will all get along.

            We make a chart by hand, which is meditative and a bit slow, and you will keep it for
            years. I explain which pigments stain, which ones lift, and why two paints with the
            same name may have nothing in common.
            """,
            at="Sun 10:30",
            week=2,
            minutes=90,
            price="16.00",
            seats=20,
            left=13,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Sketch your breakfast",
            text="""
            Bring what you are about to eat. We draw it for ten minutes, paint it for twenty, and
            eat it afterward, cold.

            It is free and it is early. The idea is to make sketching as ordinary as brushing your
            teeth, and nobody has to show anything.
            """,
            at="Sat 08:30",
            week=0,
            minutes=45,
            price="0.00",
            seats=40,
            left=9,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Skies in twenty minutes",
            text="""
            A sky does not wait. We paint three of them against the clock, each from the first
            brushstroke to the last in twenty minutes: a clear morning, a heap of cumulus, and an
            evening with far too much orange in it.

            Speed is not the point. It only keeps you from fiddling.
            """,
            at="Wed 19:00",
            week=-2,
            minutes=75,
            price="16.00",
            seats=18,
            left=0,
        ),
        Offer(
            title="White is paper",
            text="""
            There is no white in the box. Every light in a watercolor is a place you left alone,
            and so the picture has to be planned from its brightest spot backward.

            We practice leaving: a white cup on a white cloth, egg shells, and a heron. The heron
            is optional.
            """,
            at="Sun 10:30",
            week=-4,
            minutes=90,
            price="18.00",
            seats=18,
            left=7,
        ),
        Offer(
            title="A second pair of eyes",
            text="""
            Send me up to five paintings and choose a day. For forty minutes we look at them
            together, slowly and without politeness or cruelty. I say what I see first, what holds
            my eye, and where I fall out of the picture.

            At the end we pick one thing to work on for a month. Just one, because that is how
            many people manage.
            """,
            at=None,
            minutes=40,
            price="24.00",
            seats=15,
            left=9,
            level=Level.ADVANCED,
        ),
    ),
)
