"""Writing."""

from session_catalog.models import Level, Topic

from .form import Course, Offer

WRITING = Course(
    "Ruth",
    "Paterson",
    "Pacific/Auckland",
    Topic.WRITING,
    None,
    (
        Offer(
            title="The first page",
            text="""
            Nobody reads on out of duty. We take ten first pages, some famous, some from my own
            drawer, and find the exact word at which each of us wanted to stop or to go on.

            Then it is your turn. Everybody brings one page, read aloud by somebody else, and
            hears what the others expect to happen next. It is the most useful question one can
            ask about a beginning.

            Fiction and true stories are both welcome. The page should be typed, and it should not
            be finished.
            """,
            at="Wed 19:00",
            week=0,
            minutes=120,
            price="26.00",
            seats=10,
            left=0,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Dialog that isn't an interview",
            text="""
            Real people answer the question before the last one. They change the subject, they
            want something else, they are interrupted by a kettle. On the page, far too many of
            them take turns.

            We write the same short scene four times, each time with one more thing left unsaid.
            You will need paper, because I ask you to cross out a lot, and a deleted line on a
            screen is too easily forgotten.
            """,
            at="Wed 19:00",
            week=1,
            minutes=120,
            price="26.00",
            seats=10,
            left=1,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Writing about your family",
            text="""
            How to tell the truth about people who will be at your table next Christmas. We talk
            about what is yours to tell, about changing names and when that is not enough, and
            about the cousin who remembers it differently and is also right.

            Between the talking there are three exercises. You keep everything you write, and
            reading aloud is always a choice.
            """,
            at="Sun 14:00",
            week=2,
            minutes=150,
            price="30.00",
            seats=8,
            left=5,
        ),
        Offer(
            title="An hour of silence, together",
            text="""
            Cameras on, microphones off, everybody writes. I say one sentence at seven and one at
            eight, and that is all I do.

            It is free. People have finished novels in this hour, a few pages at a time, and more
            than one tax return.
            """,
            at="Fri 07:00",
            week=0,
            minutes=60,
            price="0.00",
            seats=30,
            left=13,
        ),
        Offer(
            title="Cutting a third",
            text="""
            Bring six hundred words you are fond of. You will take four hundred home, and they
            will say more.

            We cut in rounds: first the throat-clearing, then the things said twice, then the
            adjectives that were there to reassure you, and last a sentence you love. After each
            round we read the text aloud and listen to what has become louder.
            """,
            at="Wed 19:00",
            week=-1,
            minutes=120,
            price="26.00",
            seats=10,
            left=2,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Letters nobody will read",
            text="""
            To the person you were at nineteen, to a house, to somebody who is not speaking to
            you. A letter that will not be sent may say anything, and it finds a voice that essays
            rarely find.

            A gentle afternoon for people who have not written in a long time. There is nothing to
            prepare.
            """,
            at="Sun 14:00",
            week=-4,
            minutes=90,
            price="20.00",
            seats=12,
            left=4,
        ),
        Offer(
            title="Twenty pages, read closely",
            text="""
            I read twenty pages of yours twice, once as a reader and once with a pencil, and then
            we talk for fifty minutes on a day of your choice.

            You get the marked pages beforehand, so that we can spend the time on the two or three
            things that matter. I read novels, memoirs and essays, and I am of no use for poetry.
            """,
            at=None,
            minutes=50,
            price="55.00",
            seats=8,
            left=4,
            level=Level.ADVANCED,
        ),
    ),
)
