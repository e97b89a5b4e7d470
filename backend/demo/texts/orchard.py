"""Fruit trees."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

ORCHARD = Course(
    "Henrik",
    "Solberg",
    "Europe/Oslo",
    Topic.NATURE,
    "Nesodden, near Oslo",
    (
        Offer(
            title="Pruning an old apple tree",
            text="""
            An apple tree that nobody has touched for fifteen years can be brought back, but not
            in one winter. We take a real one, with all its crossing branches and water shoots,
            and decide together which third of the work belongs to this year.

            First we walk around it twice without tools. Then come the dead wood, the diseased
            wood, and finally the difficult choices. You make cuts yourself, with a saw, and learn
            to see the collar where a branch ends and the trunk begins.

            We are outside all the time. There are gloves, coffee and a fire.
            """,
            at="Sat 11:00",
            week=0,
            minutes=180,
            price="36.00",
            seats=14,
            left=1,
        ),
        Offer(
            title="Young trees: the first three cuts",
            text="""
            What you do to a tree in its first years decides how you will climb around in it for
            the next forty. Most people are too kind, and the tree pays for it.

            I explain the shape we are after, you prune three whips each in my nursery, and we
            plant one of them together, at the right depth, with a stake on the right side.
            """,
            at="Sat 11:00",
            week=2,
            minutes=150,
            price="36.00",
            seats=14,
            left=6,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Grafting: two varieties on one tree",
            text="""
            A sharp knife, a strip of rubber, and two pieces of wood that are cut to fit. Grafting
            feels like surgery and succeeds more often than you would think; nine out of ten of my
            students' grafts take.

            We practice the whip and tongue on willow until it sits tight, then do it on
            rootstock. You take home two young trees and choose the varieties from my list of
            thirty. Left-handed knives are available.
            """,
            at="Sun 11:00",
            week=1,
            minutes=180,
            price="48.00",
            seats=10,
            left=0,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Sharpening secateurs and saws",
            text="""
            A blunt blade crushes, and a crushed branch dies back. Bring your own tools, and take
            them home sharp, clean and oiled.

            You learn to take a pair of secateurs apart and, more important, to put it together
            again. Free, as every year; I have stones and files for twelve people.
            """,
            at="Wed 18:00",
            week=1,
            minutes=60,
            price="0.00",
            seats=12,
            left=3,
        ),
        Offer(
            title="Pears are not apples",
            text="""
            They grow straight up, they sulk when pruned hard, and they fruit on spurs that are
            older than some of my students. People who prune pears like apples get firewood.

            We work on four trees of different ages along one wall. You will learn to bend rather
            than to cut, and to be content with little.
            """,
            at="Sat 11:00",
            week=-2,
            minutes=150,
            price="36.00",
            seats=14,
            left=5,
        ),
        Offer(
            title="What is eating my plum tree?",
            text="""
            Holes, gum, silver leaves, pockets instead of plums: send me photographs before the
            evening and we diagnose them one by one, online, as a group.

            For each trouble I say what it is, whether it matters, and what you can do without a
            sprayer. In more than half of the cases the answer is nothing, which people are
            relieved to hear.
            """,
            at="Wed 18:00",
            week=-4,
            minutes=75,
            price="14.00",
            seats=25,
            left=8,
            is_online=True,
        ),
        Offer(
            title="Espalier against a warm wall",
            text="""
            A tree as flat as a hand, six meters wide, carrying pears at the height of a child. It
            takes ten years and a little attention each summer.

            We look at finished ones, set the wires for a new one, and make the first bends. I
            still have to ask the owner of the wall for a date.
            """,
            at="Sun 11:00",
            week=5,
            minutes=150,
            price="42.00",
            seats=10,
            left=10,
            status=Status.DRAFT,
        ),
    ),
)
