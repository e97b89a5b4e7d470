"""The same two routes as most tutorials write them, to show what their way costs.

Model serializers, a query for each nested row, and seats that are counted before the insert.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework_simplejwt.authentication import JWTAuthentication

from bookings.models import LIVE, Booking, Status
from core import clock
from session_catalog.models import Session
from users.api.person import signed_in
from users.models import User

PAGE = 50


class UserSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["id", "username", "first_name", "last_name", "avatar"]


class SessionSerializer(serializers.ModelSerializer[Session]):
    creator_details = UserSerializer(source="creator", read_only=True)
    capacity = serializers.IntegerField(source="seats.capacity")
    current_bookings = serializers.SerializerMethodField()
    spots_available = serializers.SerializerMethodField()

    class Meta:
        model = Session
        exclude = ["deleted_at"]

    def get_current_bookings(self, session: Session) -> int:
        return session.bookings.filter(status__in=LIVE).count()

    def get_spots_available(self, session: Session) -> int:
        return session.seats.capacity - self.get_current_bookings(session)


class BookingSerializer(serializers.ModelSerializer[Booking]):
    user_details = UserSerializer(source="user", read_only=True)
    session_details = SessionSerializer(source="session", read_only=True)

    class Meta:
        model = Booking
        exclude = ["hidden_from_booker", "hidden_from_creator", "cancel_cause"]


class Bookings(APIView):
    authentication_classes = [JWTAuthentication]

    def post(self, request: Request) -> Response:
        session = get_object_or_404(Session, pk=request.data["session"])
        live = session.bookings.filter(status__in=LIVE)
        if live.filter(user=signed_in(request)).exists():
            return Response({"detail": "You have booked this session."}, status=400)
        if live.count() >= session.seats.capacity:
            return Response({"detail": "This session is full."}, status=400)
        booking = Booking.objects.create(**_values(request, session))
        return Response(BookingSerializer(booking).data, status=201)


def _values(request: Request, session: Session) -> dict[str, Any]:
    now = clock.now()
    return {
        "user": request.user,
        "session": session,
        "booking_date": session.start_time,
        "amount": session.price,
        "currency": session.currency,
        "status": Status.PENDING,
        "created_at": now,
        "hold_expires_at": now + settings.HOLD_LIFETIME + timedelta(seconds=1),
    }


class Sessions(APIView):
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    def get(self, request: Request) -> Response:
        upcoming = Session.objects.published().filter(end_time__gt=clock.now())
        page = upcoming.order_by("start_time", "id")[:PAGE]
        return Response(SessionSerializer(page, many=True).data)
