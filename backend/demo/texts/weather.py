"""Weather, read from the sky and from charts."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

WEATHER = Course(
    "Marisol",
    "Duarte",
    "America/Los_Angeles",
    Topic.SCIENCE,
    None,
    (
        Offer(
            title="Clouds, named and explained",
            text="""
            Ten names are enough for every cloud you will ever see, and each of them says
            something about the hours to come. We learn them from my own photographs, always with
            the question of what the air was doing up there.

            Look out of the window before you log in and describe what you see in one sentence. At
            the end you will describe it again, and we compare.
            """,
            at="Tue 18:30",
            week=0,
            minutes=60,
            price="10.00",
            seats=40,
            left=15,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Reading a surface chart",
            text="""
            Lines of equal pressure, a few colored teeth, and some numbers in circles: a weather
            chart is a landscape, and the wind flows around it like water around stones.

            You print three charts that I send beforehand and draw on them with a pencil. We find
            the fronts, guess the wind, and predict tomorrow for five cities. Then I show what
            happened.

            I was a forecaster at an airport for eleven years, and I still do this at breakfast.
            """,
            at="Tue 18:30",
            week=1,
            minutes=75,
            price="15.00",
            seats=30,
            left=1,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Weather for walkers: when to turn around",
            text="""
            The app on your phone knows the valley. It does not know the ridge. This evening is
            about the signs that are there in time for a decision: cloud that builds before
            eleven, wind that backs, a drop in pressure on a cheap watch.

            We go through four real days in the mountains, hour by hour, and vote at each stop
            whether to go on. The stories are true and nobody died, though twice it was luck.
            """,
            at="Thu 18:30",
            week=2,
            minutes=75,
            price="15.00",
            seats=30,
            left=14,
        ),
        Offer(
            title="Build a rain gauge that tells the truth",
            text="""
            A bottle, a funnel, a ruler and a place away from the roof. A rain gauge costs
            nothing, and most of those in gardens are wrong by a third because of where they
            stand.

            We build one each, at home, together on the screen, and agree to send in our readings
            for a month. Free, and suitable for children who like to measure things.
            """,
            at="Sat 10:00",
            week=1,
            minutes=60,
            price="0.00",
            seats=25,
            left=8,
        ),
        Offer(
            title="Fog",
            text="""
            Forty-five minutes about one thing. Why it pours through the Golden Gate on the
            hottest day of the year, why the valley fills on a clear night, and why it lifts from
            below.

            With time-lapse films that I took from my roof over six summers.
            """,
            at="Tue 18:30",
            week=-1,
            minutes=45,
            price="8.00",
            seats=40,
            left=12,
        ),
        Offer(
            title="How a forecast is made",
            text="""
            Balloons, satellites, ships, and a very large sum. We follow one forecast from the
            first measurement at midnight to the sentence you hear at seven, and see where the
            doubt comes in at each step.

            Afterward you will know what thirty percent means, and why an honest forecast for the
            day after next week says so little. No mathematics beyond a coin toss.
            """,
            at="Thu 18:30",
            week=-5,
            minutes=75,
            price="15.00",
            seats=30,
            left=0,
            level=Level.ADVANCED,
        ),
        Offer(
            title="Thunderstorms from a safe distance",
            text="""
            How a summer cloud turns into something that can throw hail, what the anvil tells you,
            and how far away is far enough.

            I want to end with an hour outdoors on a hill, and have not found a way to put that on
            a calendar yet.
            """,
            at="Sat 16:00",
            week=5,
            minutes=90,
            price="18.00",
            seats=20,
            left=20,
            status=Status.DRAFT,
        ),
    ),
)
