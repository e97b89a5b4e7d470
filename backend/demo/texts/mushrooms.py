"""Fungi in the woods and on the table."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

MUSHROOMS = Course(
    "Eilidh",
    "Sinclair",
    "Europe/London",
    Topic.NATURE,
    "Epping Forest, London",
    (
        Offer(
            title="Ten mushrooms you can't mistake",
            text="""
            There are thousands of species in these hills, and I would trust a beginner with about
            ten. We look for those, in the order of how hard they are to get wrong, and learn each
            by touch and smell as well as by color.

            We walk slowly, perhaps four kilometers in three hours, partly off the path. What we
            find we put on a cloth at the end and sort together. Nobody eats anything on the walk.

            Waterproof boots, a basket or a paper bag, and a knife if you have one. Plastic bags
            stay at home, because they turn a good mushroom into a bad one by lunch.
            """,
            at="Sat 09:30",
            week=0,
            minutes=180,
            price="32.00",
            seats=12,
            left=0,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Reading a wood: where fungi grow and why",
            text="""
            Before you look for mushrooms, look at the trees. Birch, beech, pine and oak each keep
            their own company below the ground, and after a morning of paying attention you will
            know what to expect before you see it.

            We visit three kinds of woodland on one walk, dig carefully in two places to look at
            the threads themselves, and cover them again. Good for people who would rather
            understand than collect.
            """,
            at="Sun 10:00",
            week=1,
            minutes=150,
            price="28.00",
            seats=12,
            left=4,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Spore prints at the kitchen table",
            text="""
            Put a cap on a sheet of paper, cover it with a glass, and wait until morning. What it
            leaves behind is often the one clue that decides between two names, and it is
            beautiful besides.

            In this free online hour I show prints from my drawer, explain which colors matter,
            and help you set up your own with whatever the greengrocer had. A shop mushroom works
            as well as a wild one.
            """,
            at="Thu 19:30",
            week=1,
            minutes=60,
            price="0.00",
            seats=30,
            left=14,
            is_online=True,
        ),
        Offer(
            title="Boletes and how to tell them apart",
            text="""
            Sponge instead of gills, a stout stem, and a reputation for being safe that is only
            half deserved. We concentrate on one family for a whole morning: how the pores bruise,
            what the net on the stem tells you, and which ones to leave alone.

            Some experience in the woods is useful. If we find enough, I will fry a few of the
            right ones at the end on a small stove, for those who like to.
            """,
            at="Sat 09:30",
            week=3,
            minutes=180,
            price="32.00",
            seats=12,
            left=8,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Poisonous look-alikes, an honest evening",
            text="""
            Most accidents happen to people who were sure. This online evening goes through the
            six confusions that send foragers to hospital in this part of the world, with
            photographs of both members of each pair at every age, young, old, wet and half eaten.

            We end with what to do when something has gone wrong, in which order, and what to keep
            for the doctors. It is not a cheerful topic, but you will sleep better after it.
            """,
            at="Thu 19:30",
            week=-2,
            minutes=75,
            price="12.00",
            seats=40,
            left=6,
            is_online=True,
        ),
        Offer(
            title="After the rain",
            text="""
            Three days after a good rain the wood changes from one hour to the next. We go out on
            exactly such a morning and see how much can appear in a place that was empty the week
            before.

            A quiet walk in a small group, with many stops and hardly any lecture. I carry a hand
            lens for everybody.
            """,
            at="Sun 09:30",
            week=-6,
            minutes=180,
            price="32.00",
            seats=12,
            left=1,
        ),
        Offer(
            title="Night walk with ultraviolet lamps",
            text="""
            Under ultraviolet light a brown slope turns into something else: lichens in orange,
            sulfur tufts in green, and now and then a lemon-yellow crust that you passed a hundred
            times by day.

            We meet after dark at the edge of the wood, let our eyes adjust, and walk a short loop
            that I have checked in daylight. Lamps and goggles are included. Sturdy shoes are not,
            so please bring your own.
            """,
            at="Fri 21:00",
            week=2,
            minutes=120,
            price="26.00",
            seats=10,
            left=5,
            status=Status.CANCELLED,
        ),
    ),
)
