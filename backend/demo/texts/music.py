"""Music theory for people who make music."""

from session_catalog.models import Level, Topic

from .form import Course, Offer

MUSIC = Course(
    "Amara",
    "Njoroge",
    "Africa/Nairobi",
    Topic.MUSIC,
    None,
    (
        Offer(
            title="Hearing intervals",
            text="""
            Everybody can recognize a voice on the phone after one word. Intervals are no harder,
            but nobody has introduced you to them properly.

            We meet them one at a time, sing each of them in three songs you know, and then play a
            game in which I try to fool you. You need a voice, not a good one, and no instrument.
            """,
            at="Mon 18:00",
            week=0,
            minutes=60,
            price="15.00",
            seats=20,
            left=6,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Why the minor key sounds like that",
            text="""
            Sad is the word people use, but plenty of dances are in minor and plenty of laments
            are in major. So what is it that we hear?

            We compare melodies that were moved from one to the other, look at the three different
            minor scales and the reason why there are three, and listen to music from places where
            the question makes no sense at all.

            You should be able to find the notes on some instrument. Everything else we do by ear.
            """,
            at="Wed 18:00",
            week=1,
            minutes=75,
            price="18.00",
            seats=20,
            left=1,
        ),
        Offer(
            title="Harmonize a melody with three chords",
            text="""
            Three chords carry more songs than anybody can learn in a lifetime. The art is in
            knowing when to change, and the melody tells you, if you ask it the right question.

            We begin with a lullaby from my village, which hardly needs any harmony, and work up
            to a waltz that needs all three in a hurry. Bring a guitar, a keyboard, or anything
            else that can play more than one note at a time.
            """,
            at="Sat 15:00",
            week=1,
            minutes=90,
            price="22.00",
            seats=12,
            left=0,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Rhythm before anything else",
            text="""
            Clap three against two until it stops being arithmetic. That is the whole plan of this
            free hour, and it is more fun than it has any right to be.

            We use hands, feet and one cooking pot each. By the end the group will hold four
            layers at once, and you will have felt the moment when they lock.
            """,
            at="Sat 15:00",
            week=0,
            minutes=60,
            price="0.00",
            seats=30,
            left=10,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Modes without the Greek",
            text="""
            Start the same seven notes from another place and the air in the room changes. That is
            all a mode is. The names came later, and we will use them last.

            I play, you describe what you hear in ordinary words, and only then do we look at what
            moved. Afterward you improvise for two minutes in the mode you liked best, over a
            drone, where nothing can go wrong.
            """,
            at="Wed 18:00",
            week=-2,
            minutes=75,
            price="18.00",
            seats=20,
            left=9,
        ),
        Offer(
            title="Reading a score for people who play by ear",
            text="""
            You play well and you have never needed the dots. Then somebody puts a sheet in front
            of you at a rehearsal, and the evening is spoiled.

            Notation is a drawing of what you already know, so we go the other way around: I play
            something easy, you draw it as you like, and step by step your drawing turns into the
            usual one. An hour later you can follow a simple part with your finger, which is most
            of what a rehearsal asks for.
            """,
            at="Mon 18:00",
            week=-5,
            minutes=75,
            price="16.00",
            seats=15,
            left=2,
        ),
        Offer(
            title="Bring a song, leave with an arrangement",
            text="""
            Send me a song, yours or somebody else's, and say who will play it: two voices and a
            ukulele, a brass band of retired engineers, a school class. On a date of your choice
            we sit down together and decide who does what, and when.

            You get the parts as a file the next day, and my notes on what to try if the first
            rehearsal does not go well.
            """,
            at=None,
            minutes=60,
            price="35.00",
            seats=12,
            left=7,
            level=Level.ADVANCED,
        ),
    ),
)
