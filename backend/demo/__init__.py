"""Demo data: a small marketplace to look at, and any number of rows for load tests.

This is the one place that writes the tables of other apps without their services, by COPY:
a million rows through the use cases would take an hour, and history cannot be made through
them at all, because they act now. `manage.py audit` proves that the result is what the use
cases would have left.
"""
