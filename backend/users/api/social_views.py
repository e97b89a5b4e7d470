"""Signing in with another service over HTTP: parse, one call, present."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseRedirect
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.http.parsing import parse
from core.http.schema import refused
from users.models import Role
from users.services.social import arrive, flow, identities, providers

from . import serializers
from . import social_forms as forms
from .cookies import (
    browser_of,
    demand_own_origin,
    remember_browser,
    tokens_response,
    unstored,
)
from .person import caller_of, proof_of, signed_in
from .representation import account
from .views import PROFILE, SIGN_IN_REFUSED, WEB, PublicView


class Providers(PublicView):
    """The services that people can sign in with here."""

    @extend_schema(responses={200: forms.ProviderOutput(many=True)})
    def get(self, request: Request) -> Response:
        found = providers.configured()
        return Response([{"id": provider_id, "name": name} for provider_id, name in found])


class Start(PublicView):
    """Begin a sign-in with a service. The browser keeps a cookie and goes to `url`."""

    @extend_schema(
        request=forms.StartInput,
        responses={200: forms.StartOutput} | refused(400, 404, 429, 503),
    )
    def post(self, request: Request, service: str) -> Response:
        values, browser = parse(forms.StartInput, request), browser_of(request)
        url = flow.begin(
            provider=service,
            browser=browser,
            next_page=values.get("next", ""),
            owner=None,
            caller=caller_of(request),
            now=clock.now(),
        )
        return remember_browser(Response({"url": url}), browser)


class Link(APIView):
    """The same for who is signed in and wants to sign in with it in future, too."""

    @extend_schema(
        request=serializers.NothingInput,
        responses={200: forms.StartOutput} | refused(400, 401, 403, 404, 429, 503),
    )
    def post(self, request: Request, service: str) -> Response:
        parse(serializers.NothingInput, request)
        browser = browser_of(request)
        url = flow.begin_link(
            user=signed_in(request),
            proof=proof_of(request),
            provider=service,
            browser=browser,
            caller=caller_of(request),
            now=clock.now(),
        )
        return remember_browser(Response({"url": url}), browser)


class Callback(PublicView):
    """Where the service sends the browser back to. Leads on to the front end's `/callback`."""

    @extend_schema(exclude=True)
    def get(self, request: Request, service: str) -> HttpResponseRedirect:
        query = request.query_params
        sent = flow.Return(*(query.get(name, "") for name in ("state", "code", "error")))
        told = flow.come_back(
            provider=service,
            browser=browser_of(request),
            sent=sent,
            caller=caller_of(request),
            now=clock.now(),
        )
        answer = HttpResponseRedirect(f"{settings.PUBLIC_URL}/callback?{urlencode(told)}")
        answer["Cache-Control"] = "no-store"
        return answer


class Exchange(PublicView):
    """Sign in by the `code` of the callback page. It works once, within a minute, and in the
    browser that began."""

    @extend_schema(
        request=forms.ExchangeInput,
        parameters=[WEB],
        responses={200: forms.ArrivalOutput} | refused(400, 403, 410, 429) | SIGN_IN_REFUSED,
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.ExchangeInput, request)
        demand_own_origin(request)
        arrival = arrive.exchange(
            handoff=values["handoff"],
            browser=browser_of(request),
            caller=caller_of(request),
            now=clock.now(),
        )
        return _arrived(request, arrival)


class Complete(PublicView):
    """Make the account of somebody new, who chose a username and a role."""

    @extend_schema(
        request=forms.CompleteInput,
        parameters=[WEB],
        responses={201: serializers.RegisteredOutput} | refused(400, 403, 410, 429),
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.CompleteInput, request)
        demand_own_origin(request)
        device = arrive.complete(
            **{"role": Role.USER, "time_zone": "UTC", **values},
            browser=browser_of(request),
            caller=caller_of(request),
            now=clock.now(),
        )
        return tokens_response(
            request, device, account(device.user), status=201, headers={"Location": PROFILE}
        )


class Prove(PublicView):
    """Link the service to the account that has its address, by that account's password."""

    @extend_schema(
        request=forms.ProveInput,
        parameters=[WEB],
        responses={200: serializers.LoginOutput} | refused(400, 403, 410, 429) | SIGN_IN_REFUSED,
    )
    def post(self, request: Request) -> Response:
        values = parse(forms.ProveInput, request)
        demand_own_origin(request)
        device = arrive.prove_and_link(
            **values, browser=browser_of(request), caller=caller_of(request), now=clock.now()
        )
        return tokens_response(request, device, {"user": account(device.user)})


class Identities(APIView):
    """The services that one can sign in with; at most 100."""

    @extend_schema(responses={200: forms.IdentityOutput(many=True)} | refused(401))
    def get(self, request: Request) -> Response:
        found = identities.identities_of(signed_in(request))
        return unstored(Response([_identity(each) for each in found]))


class Identity(APIView):
    """One of them."""

    @extend_schema(responses={204: None} | refused(401, 403, 404, 409))
    def delete(self, request: Request, identity_id: int) -> Response:
        """No longer sign in with it. The only way in can't be taken away."""
        identities.unlink(
            user=signed_in(request),
            proof=proof_of(request),
            identity_id=identity_id,
            caller=caller_of(request),
            now=clock.now(),
        )
        return Response(status=204)


def _arrived(request: Request, arrival: arrive.Arrival) -> Response:
    body: dict[str, Any] = {"outcome": arrival.outcome, "next": arrival.next_page}
    if arrival.signed_in:
        user = account(arrival.signed_in.user)
        return tokens_response(request, arrival.signed_in, {**body, "user": user})
    if arrival.ticket:
        names = ("email", "username", "first_name", "last_name")
        suggested = {name: arrival.identity[name] for name in names}
        body |= {"ticket": arrival.ticket, "suggested": suggested}
    return unstored(Response(body))


def _identity(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "provider": row.provider,
        "created_at": row.date_joined,
        "last_used_at": row.last_login,
    }
