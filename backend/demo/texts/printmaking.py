"""Printmaking by hand."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

PRINTMAKING = Course(
    "Hanna",
    "Veselá",
    "Europe/Prague",
    Topic.ART,
    "Žižkov, Prague",
    (
        Offer(
            title="Linocut in one color",
            text="""
            Draw, transfer, carve, ink, print. In three hours you go once through the whole craft
            and leave with a small edition of ten prints, numbered and signed in pencil as it
            should be.

            I have simple motifs for those who don't want to draw, and sharp tools for everybody,
            because blunt ones are what cuts people. The press in the corner is from 1911 and
            everybody gets to turn the wheel.

            Beginners are welcome. Dark clothes are wise.
            """,
            at="Sat 10:00",
            week=0,
            minutes=180,
            price="44.00",
            seats=9,
            left=2,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Reduction prints: three colors, one block",
            text="""
            You carve a little, print everything in yellow, carve some more, print over it in
            blue, carve again and finish in black. The block is destroyed on the way, so there is
            no going back and no second edition. Some people find that terrible. I find it
            restful.

            You should have made a linocut before. We plan the colors together in the first hour,
            since that is where the print is won or lost, and there is soup at one.
            """,
            at="Sat 10:00",
            week=2,
            minutes=300,
            price="68.00",
            seats=8,
            left=0,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Monotypes with a kitchen spoon",
            text="""
            Ink on glass, paper on top, and the back of a spoon instead of a press. A monotype can
            be pulled only once, which makes it the quickest way to lose your respect for a blank
            sheet.

            We make many and keep few. Toward the end we pull ghosts, the pale second prints that
            are often better than the first ones.
            """,
            at="Tue 17:30",
            week=1,
            minutes=120,
            price="30.00",
            seats=10,
            left=1,
        ),
        Offer(
            title="Carve a stamp for your letters",
            text="""
            A soft block the size of a matchbox, one small knife, and a Sunday afternoon. You
            carve initials, a leaf, a snail, whatever you would like to see at the end of a
            letter.

            This one is free; the blocks are offcuts from my larger work. Please come only if you
            mean to, since there are just fourteen stools.
            """,
            at="Sun 14:00",
            week=3,
            minutes=75,
            price="0.00",
            seats=14,
            left=11,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Drypoint on acetate",
            text="""
            Scratch a line into a plastic sheet and it throws up a tiny burr on both sides. Rub
            ink into it, wipe the rest away, and the burr prints as a soft black edge that no pen
            can make.

            It takes minutes to learn and suits people who draw in lines. Bring a photograph or a
            drawing no larger than a postcard, and we put the sheet right on top of it.
            """,
            at="Tue 17:30",
            week=-1,
            minutes=120,
            price="34.00",
            seats=10,
            left=3,
        ),
        Offer(
            title="Paper: what printers look for",
            text="""
            An hour with forty sheets in a drawer. We feel them, fold them, tear them, soak them
            and hold them up to the window, and afterward you will never again say just "paper" in
            a shop.

            I explain sizing, grain and weight, and which cheap papers are better than their
            price. Everybody takes home a sample book of twelve.
            """,
            at="Thu 18:00",
            week=-3,
            minutes=60,
            price="10.00",
            seats=24,
            left=12,
        ),
        Offer(
            title="Japanese-style woodblock, an introduction",
            text="""
            Water instead of oil, rice paste instead of varnish, and a bamboo pad instead of a
            press. You can do all of it at the kitchen table, without a smell, and wash up in the
            sink.

            Over one long day we cut two small blocks in cherry plywood, learn to register the
            paper with nothing but two notches, and print in a gradation from dark to light.

            Still looking for a second day, since some of you asked for more time with the knife.
            """,
            at="Sat 09:30",
            week=6,
            minutes=420,
            price="95.00",
            seats=8,
            left=8,
            level=Level.ADVANCED,
            status=Status.DRAFT,
        ),
    ),
)
