"""Pottery."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

POTTERY = Course(
    "Maya",
    "Lindqvist",
    "Europe/Berlin",
    Topic.CRAFT,
    "Kreuzberg, Berlin",
    (
        Offer(
            title="Throwing your first bowl",
            text="""
            You will sit at a wheel within ten minutes of arriving. I show each step once, slowly,
            then come around while you try it: centering, opening, pulling up the wall, and
            stopping before it collapses.

            Expect to lose two or three pieces. Everybody does, and the clay goes back in the
            bucket. By the end you choose the one bowl you like best, and I trim, glaze and fire
            it for you. It is ready to collect about three weeks later.

            Wear something that may get muddy and cut your nails short. Aprons, towels and tea are
            here. No experience needed, only patience with your own hands.
            """,
            at="Sat 10:00",
            week=0,
            minutes=150,
            price="58.00",
            seats=8,
            left=0,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Handles that feel right",
            text="""
            A mug is judged by its handle long before anybody looks at the glaze. We spend the
            evening on nothing else: pulling handles from a lump of clay, letting them set, and
            joining them so that they survive the kiln.

            I bring a shelf of mugs, good and bad, and we start by passing them around with our
            eyes closed. You will be surprised how quickly the group agrees.

            Bring two leather-hard mugs of your own, or use the ones I throw for you that
            afternoon.
            """,
            at="Wed 18:30",
            week=1,
            minutes=120,
            price="45.00",
            seats=8,
            left=1,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Pinch pots for people who think they can't",
            text="""
            No wheel, no tools, one ball of clay the size of an orange. A pinch pot is the oldest
            way of making a vessel and still the best way to learn what clay wants.

            This hour is free because I would like more people on our street to try it. Children
            from eight years on are welcome together with an adult; please book a seat for each of
            you.
            """,
            at="Sun 11:00",
            week=2,
            minutes=75,
            price="0.00",
            seats=12,
            left=5,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Glaze chemistry without the fear",
            text="""
            Silica makes glass, alumina keeps it on the pot, and a flux makes it melt. Once those
            three jobs are clear, a recipe stops being a spell and becomes something you can
            repair.

            We read four recipes, predict what each will do, and then look at fired tiles to see
            who was right. In the second hour you change one ingredient in a glaze of mine and mix
            a test batch of a hundred grams.

            Useful for anybody who has been glazing for a while and is tired of guessing. School
            chemistry is not required; a little arithmetic is.
            """,
            at="Thu 18:30",
            week=3,
            minutes=120,
            price="38.00",
            seats=14,
            left=9,
            level=Level.ADVANCED,
        ),
        Offer(
            title="Trimming and feet",
            text="""
            The underside of a pot says a lot about the person who made it. We turn leather-hard
            bowls upside down, center them with a few taps, and cut away everything that is not
            needed.

            You learn to listen for the thickness of a wall, to cut a foot ring that lifts the
            bowl off the table, and to stop in time. Bring up to three pieces of your own.
            """,
            at="Sat 10:00",
            week=-2,
            minutes=120,
            price="48.00",
            seats=8,
            left=0,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Raku afternoon in the yard",
            text="""
            Glowing pots come out of the kiln with long tongs and go straight into a bin of
            sawdust. There is smoke, there is noise, and half an hour later there is a crackled
            white surface that nobody could have planned.

            Each person glazes two small pieces from my shelf and fires both. I handle the kiln;
            you may handle the tongs after a short lesson in where not to stand.

            We work outside whatever the sky does. Closed shoes, cotton or wool, and hair tied
            back, please.
            """,
            at="Sat 14:00",
            week=-5,
            minutes=240,
            price="85.00",
            seats=10,
            left=2,
        ),
        Offer(
            title="An hour at the wheel, one to one",
            text="""
            For those who already throw a little and are stuck somewhere: walls that stay thick,
            cylinders that turn into bowls, lids that never fit. Choose a date that suits you and
            write me beforehand what has been going wrong.

            I watch first and talk later. Usually it is one habit of the elbow or the breath, and
            an hour is enough to replace it with a better one.
            """,
            at=None,
            minutes=60,
            price="40.00",
            seats=10,
            left=6,
        ),
        Offer(
            title="Plates are harder than they look",
            text="""
            Flat things warp. We talk about compression, about drying slowly under cloth, and
            about why a plate wants a thicker rim than you think.

            Each person throws three plates of one kilogram. With luck two will be flat.
            """,
            at="Wed 18:30",
            week=5,
            minutes=150,
            price="52.00",
            seats=8,
            left=8,
            status=Status.DRAFT,
        ),
        Offer(
            title="Saggar firing, a whole day",
            text="""
            We pack burnished pots into clay boxes together with copper wire, banana peel, salt
            and straw, and let the fire draw on them. Every material leaves its own color, and
            packing is the only brush you have.

            The price includes three burnished pots, all materials and a warm lunch. The kiln
            cools overnight, so plan to come back the next morning for the unpacking, which is the
            best part.
            """,
            at="Sat 09:00",
            week=2,
            minutes=360,
            price="120.00",
            seats=6,
            left=3,
            level=Level.ADVANCED,
            status=Status.CANCELLED,
        ),
    ),
)
