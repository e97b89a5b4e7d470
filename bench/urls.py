"""The product's routes, and those of the baselines."""

from django.urls import path

from bench import baseline, naive
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *product,
    path("plain/bookings/", baseline.book),
    path("plain/sessions/", baseline.list_sessions),
    path("bare/bookings/", baseline.book),
    path("bare/sessions/", baseline.list_sessions),
    path("naive/bookings/", naive.Bookings.as_view()),
    path("naive/sessions/", naive.Sessions.as_view()),
]
