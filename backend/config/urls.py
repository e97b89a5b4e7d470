"""The whole API map: one line an endpoint."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from bookings.api import views as bookings
from config import api_docs, health
from config.visibility import BOOKED_BY_READER
from leaving.api import views as leaving
from notifications import dev_pages
from payments.api import views as payments
from session_catalog.api import browse, events, finding
from session_catalog.api import views as sessions
from users.api import second_factor_views as second_factor
from users.api import security_views as security
from users.api import social_views as social
from users.api import views as users

urlpatterns = [
    # What is asked for most comes first: they are tried in this order.
    path("api/sessions/", sessions.Sessions.as_view()),
    path("api/sessions/seats/", browse.SeatsOfSessions.as_view()),
    path("api/sessions/live/", browse.LiveSeats.as_view()),
    path("api/sessions/facets/", finding.Facets.as_view()),
    path("api/sessions/suggestions/", finding.Suggestions.as_view()),
    path("api/sessions/days/", browse.SessionDays.as_view()),
    path(
        "api/sessions/<uuid:session_id>/",
        sessions.SessionDetail.as_view(also_readable=BOOKED_BY_READER),
    ),
    path("api/bookings/", bookings.Bookings.as_view()),
    path("api/bookings/my_bookings/", bookings.MyBookings.as_view()),
    path("api/bookings/creator_bookings/", bookings.CreatorBookings.as_view()),
    path("api/bookings/creator_bookings/export.csv", bookings.CreatorBookingsExport.as_view()),
    path("api/bookings/<uuid:booking_id>/", bookings.BookingDetail.as_view()),
    path("api/bookings/<uuid:booking_id>/pay/", bookings.Pay.as_view()),
    path("api/bookings/<uuid:booking_id>/pay/confirm/", bookings.ConfirmPayment.as_view()),
    path("api/bookings/<uuid:booking_id>/cancellation/", bookings.Cancellation.as_view()),
    path("api/bookings/<uuid:booking_id>/calendar.ics", bookings.CalendarEntry.as_view()),
    path("api/auth/register/", users.Register.as_view()),
    path("api/auth/login/", users.Login.as_view()),
    path("api/auth/token/refresh/", users.Refresh.as_view()),
    path("api/auth/logout/", users.Logout.as_view()),
    path("api/auth/profile/", users.Profile.as_view()),
    path("api/auth/become-creator/", users.BecomeCreator.as_view()),
    path("api/auth/security-events/", security.SecurityEvents.as_view()),
    path("api/auth/devices/", security.Devices.as_view()),
    path("api/auth/devices/end-others/", security.EndOtherDevices.as_view()),
    path("api/auth/devices/<uuid:device_id>/", security.Device.as_view()),
    path("api/auth/password/change/", security.PasswordChange.as_view()),
    path("api/auth/password/forgot/", security.PasswordForgot.as_view()),
    path("api/auth/password/reset/", security.PasswordReset.as_view()),
    path("api/auth/email/verify/", security.EmailVerify.as_view()),
    path("api/auth/email/resend/", security.EmailResend.as_view()),
    path("api/auth/email/pending/", security.EmailPending.as_view()),
    path("api/auth/email/keep/", security.EmailKeep.as_view()),
    path("api/auth/mfa/verify/", second_factor.MfaVerify.as_view()),
    path("api/auth/second-factor/", second_factor.SecondFactor.as_view()),
    path("api/auth/totp/", second_factor.Totp.as_view()),
    path("api/auth/totp/confirm/", second_factor.TotpConfirm.as_view()),
    path("api/auth/recovery-codes/", second_factor.RecoveryCodes.as_view()),
    path("api/auth/passkeys/", second_factor.Passkeys.as_view()),
    path("api/auth/passkeys/begin/", second_factor.PasskeyBegin.as_view()),
    path("api/auth/passkeys/sign-in/", second_factor.PasskeySignIn.as_view()),
    path("api/auth/passkeys/sign-in/begin/", second_factor.PasskeySignInBegin.as_view()),
    path("api/auth/passkeys/<uuid:passkey_id>/", second_factor.Passkey.as_view()),
    path("api/auth/reauthenticate/", second_factor.Reauthenticate.as_view()),
    path("api/auth/reauthenticate/begin/", second_factor.ReauthenticateBegin.as_view()),
    path("api/auth/providers/", social.Providers.as_view()),
    path("api/auth/social/accounts/", social.Identities.as_view()),
    path("api/auth/social/accounts/<int:identity_id>/", social.Identity.as_view()),
    path("api/auth/social/exchange/", social.Exchange.as_view()),
    path("api/auth/social/complete/", social.Complete.as_view()),
    path("api/auth/social/prove/", social.Prove.as_view()),
    path("api/auth/social/<slug:service>/start/", social.Start.as_view()),
    path("api/auth/social/<slug:service>/link/", social.Link.as_view()),
    path("api/auth/social/<slug:service>/callback/", social.Callback.as_view()),
    path("api/auth/export/", leaving.Export.as_view()),
    path("api/auth/export/file/", leaving.ExportFile.as_view()),
    path("api/auth/deletion/", leaving.Deletion.as_view()),
    path("api/token/", users.Token.as_view()),
    path("api/token/refresh/", users.TokenRefresh.as_view()),
    path("api/me/", users.Me.as_view()),
    path("api/creator/insights/", bookings.Insights.as_view()),
    path("api/payments/events/<slug:provider>/", payments.ProviderEvents.as_view()),
    path("api/creators/<str:username>/", browse.Creator.as_view()),
    path("api/events/", events.Events.as_view()),
    path("api/events/<uuid:event_id>/", events.EventDetail.as_view()),
    path("api/schema/", api_docs.schema, name="schema"),
    path("api/docs/", api_docs.Docs.as_view(), name="docs"),
    path("api/", RedirectView.as_view(pattern_name="docs")),
    path("health/", health.health),
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("dev/mail/", dev_pages.mail_list, name="dev-mails"),
    path("dev/mail/<uuid:mail_id>/", dev_pages.mail_page, name="dev-mail"),
    path("dev/mail/<uuid:mail_id>/html/", dev_pages.mail_html, name="dev-mail-html"),
]

handler400 = "core.http.errors.bad_request"
handler403 = "core.http.errors.forbidden"
handler404 = "core.http.errors.not_found"
handler500 = "core.http.errors.server_error"
