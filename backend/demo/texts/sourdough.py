"""Sourdough and other breads."""

from session_catalog.models import Level, Status, Topic

from .form import Course, Offer

SOURDOUGH = Course(
    "Grace",
    "Whitfield",
    "America/New_York",
    Topic.FOOD,
    "Cobble Hill, Brooklyn",
    (
        Offer(
            title="A starter that survives your vacation",
            text="""
            A sourdough starter is a pet that forgives a lot. In this free online hour I show how
            to begin one from flour and water, how to tell hunger from sickness, and how to put it
            to sleep for three weeks without guilt.

            Have a jar, a scale and some whole-grain flour at hand if you want to mix along with
            me. Questions are welcome at any time, including the one about the gray liquid on top.
            """,
            at="Tue 19:00",
            week=0,
            minutes=60,
            price="0.00",
            seats=40,
            left=11,
            is_online=True,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Your first country loaf, start to finish",
            text="""
            Five hours sounds long, but dough does most of the work. Between the folds there is
            time for coffee, for a second breakfast, and for the part nobody explains: how the
            dough should feel at each stage.

            You mix, shape and bake one loaf from start to finish in my kitchen, and take another
            one home in a basket to bake the next morning in your own oven.

            Six people fit around the table, so there is always somebody looking at your hands.
            """,
            at="Sat 09:00",
            week=0,
            minutes=300,
            price="75.00",
            seats=6,
            left=0,
            level=Level.BEGINNER,
        ),
        Offer(
            title="Reading dough: when is it done proofing?",
            text="""
            Recipes give hours; kitchens have temperatures. Most disappointing loaves were simply
            baked too early or too late, and the clock could not have told you which.

            I have prepared the same dough at six stages. We poke, stretch and photograph each
            one, then bake small rolls from all of them and compare the crumb side by side.
            """,
            at="Thu 18:30",
            week=1,
            minutes=90,
            price="28.00",
            seats=16,
            left=2,
        ),
        Offer(
            title="Rye, the Baltic way",
            text="""
            Forget kneading. Rye has hardly any gluten, and a good rye dough is closer to wet
            cement than to anything you would want to shape. What carries it is acid, time and a
            hot tin.

            We build the sour in two stages, scald part of the flour with boiling water and malt,
            and fill the tins with wet hands. While they rise we taste three loaves that I baked
            two, five and nine days ago, because rye has an age at which it is best.

            You take home a tin that is ready for the oven, and a piece of the sour.
            """,
            at="Sat 10:00",
            week=3,
            minutes=210,
            price="62.00",
            seats=8,
            left=5,
            level=Level.INTERMEDIATE,
        ),
        Offer(
            title="Bagels before noon",
            text="""
            Stiff dough, a cold night, a short bath in boiling water with malt, and a very hot
            oven. The dough was mixed the evening before, so that we can begin with shaping and
            eat by eleven.

            You roll a dozen, boil them, seed them and bake them. I supply cream cheese, pickled
            onions and opinions.
            """,
            at="Sun 08:00",
            week=-1,
            minutes=180,
            price="55.00",
            seats=8,
            left=0,
        ),
        Offer(
            title="Flatbreads on an ordinary stove",
            text="""
            No oven, no stone, no starter: a heavy pan and ten minutes are enough for bread that
            is better than most of what you can buy.

            We cook our way through four doughs, from a plain one with yogurt to a layered one
            with scallions, and talk about what fat does when it is folded in rather than mixed
            in. Everything is vegetarian, and two of the four are vegan.
            """,
            at="Wed 18:30",
            week=-4,
            minutes=90,
            price="24.00",
            seats=12,
            left=4,
        ),
        Offer(
            title="Pan de cristal, the difficult one",
            text="""
            Equal weights of flour and water, which means a dough you pour rather than lift. It
            should not work, and then it does: a thin crackling crust around almost nothing.

            Come only if you have baked wet doughs before and do not mind failing once. We make
            two batches, because the first is for learning.
            """,
            at="Sat 09:00",
            week=4,
            minutes=240,
            price="70.00",
            seats=6,
            left=4,
            level=Level.ADVANCED,
            status=Status.CANCELLED,
        ),
    ),
)
