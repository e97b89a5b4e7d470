"""Measures the speed, and that nothing breaks at it. `make bench` writes RESULTS.md.

Everything is a ratio to a baseline that ran in turns with the product on the same machine,
because absolute times say more about the machine. Each baseline gets its best settings, and
only answers count that are found again in the database.
"""
