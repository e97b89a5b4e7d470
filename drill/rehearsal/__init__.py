"""A change of a large table, as a release of the product would bring it, in its steps.

Expand, backfill, index, demand, and when no process knows it any more, contract. It is an app of
the deploy drill's own settings only.
"""
