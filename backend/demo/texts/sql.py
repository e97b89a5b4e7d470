"""Databases and their language."""

from session_catalog.models import Level, Topic

from .form import Course, Offer

SQL = Course(
    "Kenji",
    "Morita",
    "Asia/Tokyo",
    Topic.TECHNOLOGY,
    None,
    (
        Offer(
            title="Window functions from the beginning",
            text="""
            Running totals, the best three of each group, the difference to the row before: all of
            it in one query, without a self-join in sight. We start with OVER () and its empty
            parentheses, which explain more than any diagram.

            I type, you type along in a database in your browser that I have filled with ten years
            of train delays. After each step there are five minutes for an exercise and five for
            looking at what went wrong.

            You should be at home with SELECT, JOIN and GROUP BY. The last part is about frames,
            the one corner that most tutorials leave out.
            """,
            at="Wed 20:00",
            week=0,
            minutes=90,
            price="20.00",
            seats=30,
            left=1,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Reading a query plan",
            text="""
            The database will tell you exactly why it is slow, if you know how to read the answer.
            We read plans from the inside out, learn the four numbers that matter, and ignore the
            rest until we need it.

            The main question of the evening is always the same: how many rows did it expect, how
            many did it get, and where did the two part ways? I bring eight real plans, each with
            a different illness.
            """,
            at="Wed 20:00",
            week=1,
            minutes=90,
            price="20.00",
            seats=30,
            left=12,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Gaps and islands",
            text="""
            On which days in a row did somebody practice? When was the machine idle? Which
            bookings touch each other? These questions look different and have the same answer,
            known among database people as gaps and islands.

            We solve it three times, each time shorter, and finish with the version that uses
            ranges and fits on one screen. Window functions are assumed; come to the first evening
            if they are new to you.
            """,
            at="Wed 20:00",
            week=2,
            minutes=75,
            price="20.00",
            seats=30,
            left=21,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Null is not a value",
            text="""
            A lunch break about the smallest word with the largest number of bugs. Why NOT IN
            suddenly finds nothing, why a check constraint lets the empty case pass, and why two
            unknown things are neither equal nor different.

            It is free, it is short, and you may eat during it.
            """,
            at="Mon 12:15",
            week=0,
            minutes=45,
            price="0.00",
            seats=50,
            left=18,
        ),
        Offer(
            title="Indexes you don't need",
            text="""
            Every index makes reading one thing faster and writing everything slower. In most
            databases I visit, a third of them has not been used since the day it was made.

            We find the unused ones, the doubled ones and the ones that are merely in the wrong
            order, and practice the conversation with the colleague who once added them.
            """,
            at="Wed 20:00",
            week=-1,
            minutes=90,
            price="20.00",
            seats=30,
            left=8,
            level=Level.ADVANCED,
        ),
        Offer(
            title="From spreadsheet to three tables",
            text="""
            You have a spreadsheet that has grown for years, and it has begun to contradict
            itself. This morning is about taking it apart: what is a thing, what is a fact about a
            thing, and what is only a fact about two things meeting?

            We work on one example together, the membership list of a rowing club, and then each
            of you on your own. No programming and no earlier knowledge of databases needed.

            Please bring a spreadsheet of which you may show at least the headings.
            """,
            at="Sat 10:00",
            week=-3,
            minutes=120,
            price="25.00",
            seats=20,
            left=3,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Bring your slow query",
            text="""
            Forty-five minutes for one query that keeps you waiting. Choose a date, send me the
            text of the query, the plan and the definitions of the tables a day before, and take
            the private parts out first.

            I cannot promise that it will be fast in the end. I can promise that you will know why
            it is not, and what each of the remedies would cost.
            """,
            at=None,
            minutes=45,
            price="60.00",
            seats=20,
            left=13,
            level=Level.ADVANCED,
        ),
    ),
)
