"""Spanish, spoken."""

from session_catalog.models import Level, Topic

from .form import Course, Offer

SPANISH = Course(
    "Lucía",
    "Herrera",
    "America/Mexico_City",
    Topic.LANGUAGE,
    None,
    (
        Offer(
            title="Café y conversación, level A2",
            text="""
            Six people, one hour, and no textbook. I send three questions the day before, so that
            you can look up the words you will need, and then we simply talk: about the week,
            about food, about the neighbor's dog.

            I correct only what keeps others from understanding you. The rest I write down and
            send to each of you afterward, together with a better way to say it.

            You can order in a restaurant and tell what you did yesterday? Then this is your
            group.
            """,
            at="Tue 18:00",
            week=0,
            minutes=60,
            price="12.00",
            seats=6,
            left=0,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Arguing politely (B1)",
            text="""
            To disagree in another language is harder than to shop in it. We practice the small
            words that keep a conversation friendly while the opinions in it are not: the
            softeners, the concessions, the elegant retreat.

            Each week has one question on which reasonable people differ. This time: should cities
            be closed to cars on Sundays? You will be given a side, not asked for one.
            """,
            at="Thu 18:00",
            week=0,
            minutes=60,
            price="14.00",
            seats=6,
            left=1,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Ser and estar, settled",
            text="""
            Two verbs for one, and a rule about permanent and temporary things that breaks down at
            the first funeral. There is a better way to think about it, and it takes about twenty
            minutes to explain.

            The rest of the time we spend in pairs, with pictures, until the right one comes
            without thinking. You leave with one page that you can pin above your desk.
            """,
            at="Sat 11:00",
            week=2,
            minutes=75,
            price="15.00",
            seats=15,
            left=9,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Stories my grandmother told (B2)",
            text="""
            My grandmother sold cloth in Puebla and knew a story for every customer. I tell one of
            them, slowly, with all its detours, and you retell it to each other from memory.

            It is the best way I know to get at ease with the past tenses, because a story needs
            both of them all the time: one for what happened, one for the weather while it did.

            Bring a short story from your own family. You will find out how much of it you can
            already tell.
            """,
            at="Thu 18:00",
            week=3,
            minutes=60,
            price="14.00",
            seats=6,
            left=4,
            level=Level.ADVANCED,
        ),
        Offer(
            title="The sounds of Spanish",
            text="""
            Five vowels, always the same, and a handful of consonants that English speakers hear
            but do not make. In forty-five minutes we cover them all, with a mirror and a candle.

            Free and open to complete beginners. The rolled r is treated gently, and nobody has to
            do it alone.
            """,
            at="Mon 19:00",
            week=-1,
            minutes=45,
            price="0.00",
            seats=25,
            left=7,
            level=Level.BEGINNER,
        ),
        Offer(
            title="At the market: numbers, weights, haggling",
            text="""
            We play market. Half of you sell, half of you buy, and after twenty minutes we change.
            There are real vegetables on my table, real prices from the stalls around the corner,
            and a scale.

            You will need the numbers up to a thousand by the end, and you will have them. A good
            preparation for a trip, and good fun without one.
            """,
            at="Sat 11:00",
            week=-4,
            minutes=60,
            price="12.00",
            seats=6,
            left=0,
        ),
        Offer(
            title="Half an hour, just us",
            text="""
            Pick any day. Tell me in two lines what it is for: an exam, a job interview, a phone
            call with a landlord, a toast at a wedding. We do exactly that, twice, and you keep
            the recording.

            Any level, from the first word on.
            """,
            at=None,
            minutes=30,
            price="18.00",
            seats=30,
            left=17,
        ),
    ),
    language="es",
)
