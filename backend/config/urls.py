"""The whole API map: one line an endpoint."""

from django.contrib import admin
from django.urls import path

from bookings.api import views as bookings
from config.visibility import BOOKED_BY_READER
from payments.api import views as payments
from session_catalog.api import browse, events
from session_catalog.api import views as sessions

urlpatterns = [
    path("api/bookings/", bookings.Bookings.as_view()),
    path("api/bookings/my_bookings/", bookings.MyBookings.as_view()),
    path("api/bookings/creator_bookings/", bookings.CreatorBookings.as_view()),
    path("api/bookings/creator_bookings/export.csv", bookings.CreatorBookingsExport.as_view()),
    path("api/bookings/<uuid:booking_id>/", bookings.BookingDetail.as_view()),
    path("api/bookings/<uuid:booking_id>/pay/", bookings.Pay.as_view()),
    path("api/bookings/<uuid:booking_id>/pay/confirm/", bookings.ConfirmPayment.as_view()),
    path("api/bookings/<uuid:booking_id>/cancellation/", bookings.Cancellation.as_view()),
    path("api/bookings/<uuid:booking_id>/calendar.ics", bookings.CalendarEntry.as_view()),
    path("api/creator/insights/", bookings.Insights.as_view()),
    path("api/payments/events/<slug:provider>/", payments.ProviderEvents.as_view()),
    path("api/sessions/", sessions.Sessions.as_view()),
    path("api/sessions/seats/", browse.SeatsOfSessions.as_view()),
    path("api/sessions/days/", browse.SessionDays.as_view()),
    path(
        "api/sessions/<uuid:session_id>/",
        sessions.SessionDetail.as_view(also_readable=BOOKED_BY_READER),
    ),
    path("api/creators/<str:username>/", browse.Creator.as_view()),
    path("api/events/", events.Events.as_view()),
    path("api/events/<uuid:event_id>/", events.EventDetail.as_view()),
    path("admin/", admin.site.urls),
]

handler400 = "core.http.errors.bad_request"
handler403 = "core.http.errors.forbidden"
handler404 = "core.http.errors.not_found"
handler500 = "core.http.errors.server_error"
