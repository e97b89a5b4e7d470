"""POST /api/payments/events/{provider}/: what providers send, in whatever order."""

import itertools
import json

import pytest
from django.conf import settings

from bookings.models import BookingEvent
from payments.gateways.simulated.gateway import SIGNATURE_HEADER, due_events, sign
from payments.models import Payment, ProviderEvent
from payments.services.inbox import act_on_event
from payments.tasks import deliver_simulated_events
from tests.factories import make_session

pytestmark = pytest.mark.django_db
URL = "/api/payments/events/simulated/"
CAPTURED = "charge.captured"


@pytest.fixture
def post(as_user):
    """Send a raw body as the provider does."""

    def send(body, *, signature=None, url=URL, **headers):
        headers[SIGNATURE_HEADER] = sign(body) if signature is None else signature
        return as_user().generic(
            "POST", url, body, content_type="application/json", headers=headers
        )

    return send


def event(reference, *, event_id="evt_1", kind=CAPTURED):
    return json.dumps({"id": event_id, "kind": kind, "reference": reference}).encode()


@pytest.fixture
def slow(make_hold, frozen):
    """A hold whose charge the provider has captured by now, without telling anybody."""

    def make(card="slow", **values):
        hold = make_hold(**values)
        assert hold.pay(card).status_code == 202
        frozen.moment += settings.SIMULATED_SLOWNESS
        return hold

    return make


def reference_of(hold):
    return Payment.objects.get(payable_id=hold.id).reference


def confirmations(hold):
    return BookingEvent.objects.filter(booking_id=hold.id, to_status="confirmed").count()


class TestDelivery:
    def test_an_event_confirms_the_booking(self, slow, post, work_off):
        hold = slow()

        answer = post(event(reference_of(hold)))

        assert (answer.status_code, answer.content) == (204, b"")
        assert hold.state == ("pending", "unpaid", None)
        work_off()
        assert hold.state == ("confirmed", "paid", None)
        assert ProviderEvent.objects.get().processed_at is not None

    def test_the_simulated_provider_delivers_by_itself(self, slow, work_off):
        hold = slow()

        deliver_simulated_events()
        work_off()

        assert hold.state == ("confirmed", "paid", None)
        assert ProviderEvent.objects.get().kind == CAPTURED

    def test_nothing_is_delivered_before_it_happened(self, make_hold, work_off, frozen):
        hold = make_hold()
        hold.pay("slow")

        deliver_simulated_events()
        work_off()

        assert not ProviderEvent.objects.exists()
        assert hold.state == ("pending", "unpaid", None)

    def test_a_token_is_neither_asked_for_nor_looked_at(self, slow, post):
        hold = slow()

        assert post(event(reference_of(hold)), Authorization="Bearer dead").status_code == 204

    def test_the_job_may_run_again(self, slow, post, work_off):
        hold = slow()
        post(event(reference_of(hold)))
        work_off()

        act_on_event(event_id=ProviderEvent.objects.get().pk)

        assert confirmations(hold) == 1


class TestRepeatedAndReordered:
    def test_an_event_that_comes_again_takes_effect_once(self, slow, post, work_off):
        hold = slow()

        answers = [post(event(reference_of(hold))).status_code for _ in range(3)]
        assert work_off().count("payments.act_on_event") == 1
        answers.append(post(event(reference_of(hold))).status_code)
        assert "payments.act_on_event" not in work_off()

        assert answers == [204] * 4
        assert ProviderEvent.objects.count() == 1
        assert confirmations(hold) == 1

    @pytest.mark.parametrize("card", ["repeated_event", "reordered_events"])
    def test_a_provider_that_misbehaves_changes_nothing(self, slow, work_off, frozen, card):
        hold = slow(card)
        frozen.advance(seconds=5)

        deliver_simulated_events()
        work_off()

        assert hold.state == ("confirmed", "paid", None)
        assert confirmations(hold) == 1
        assert hold.taken == 1

    def test_the_order_does_not_matter(self, slow, post, work_off):
        """An event only says where to look; what counts is what the provider says then."""
        session = make_session(capacity=50)
        kinds = [(CAPTURED, "a"), (CAPTURED, "a"), ("unheard.of", "b")]

        for order in sorted(set(itertools.permutations(kinds))):
            hold = slow(session=session)
            for kind, event_id in order:
                body = event(reference_of(hold), kind=kind, event_id=f"{hold.id}-{event_id}")
                assert post(body).status_code == 204
                work_off()
            assert hold.state == ("confirmed", "paid", None)
            assert confirmations(hold) == 1

    def test_an_event_that_runs_ahead_of_the_truth_is_not_believed(
        self, make_hold, frozen, post, work_off
    ):
        hold = make_hold()
        hold.pay("slow")

        assert post(event(reference_of(hold), kind=CAPTURED)).status_code == 204
        work_off()

        assert hold.state == ("pending", "unpaid", None)

    def test_a_capture_after_a_refund_changes_nothing(self, slow, post, work_off):
        hold = slow()
        post(event(reference_of(hold), event_id="a"))
        work_off()
        hold.patch(status="cancelled")
        work_off()

        post(event(reference_of(hold), event_id="b"))
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert confirmations(hold) == 1
        assert hold.taken == 0


class TestUnknown:
    def test_an_event_about_nothing_of_ours_is_kept_and_does_nothing(self, slow, post, work_off):
        hold = slow()

        assert post(event("sim_unknown")).status_code == 204
        work_off()

        assert hold.state == ("pending", "unpaid", None)
        assert ProviderEvent.objects.get().processed_at is not None

    def test_a_payment_whose_reference_we_do_not_know_yet_is_left_to_the_poller(
        self, slow, post, work_off
    ):
        hold = slow()
        reference = reference_of(hold)
        Payment.objects.update(reference=None)

        assert post(event(reference)).status_code == 204
        work_off()

        assert hold.state == ("pending", "unpaid", None)

    @pytest.mark.parametrize("provider", ["stripe", "SIMULATED", "simulated-", "0"])
    def test_a_provider_that_is_not_there_is_404(self, post, error_of, provider):
        answer = post(event("r"), url=f"/api/payments/events/{provider}/")

        assert error_of(answer) == (404, "not_found")
        assert not ProviderEvent.objects.exists()

    @pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
    def test_providers_post(self, as_user, error_of, method):
        assert error_of(getattr(as_user(), method)(URL)) == (405, "method_not_allowed")


class TestForged:
    @pytest.mark.parametrize(
        "signature", ["", "0" * 64, "é", "x" * 10_000, sign(b"{}"), sign(b"").upper()]
    )
    def test_a_signature_that_does_not_fit_is_refused(
        self, slow, post, error_of, work_off, signature
    ):
        hold = slow()

        answer = post(event(reference_of(hold)), signature=signature)

        assert error_of(answer) == (400, "event_refused")
        assert not ProviderEvent.objects.exists()
        assert work_off() == []
        assert hold.state == ("pending", "unpaid", None)

    def test_without_a_signature_it_is_refused(self, as_user, error_of):
        answer = as_user().generic("POST", URL, event("r"), content_type="application/json")

        assert error_of(answer) == (400, "event_refused")

    def test_a_changed_body_is_refused(self, slow, post, error_of):
        hold = slow()
        body = event(reference_of(hold))

        answer = post(body.replace(b"evt_1", b"evt_2"), signature=sign(body))

        assert error_of(answer) == (400, "event_refused")

    def test_the_events_of_the_provider_itself_are_signed(self, slow, post, frozen):
        slow()

        ((headers, body),) = due_events(frozen.moment)

        assert post(body, signature=headers[SIGNATURE_HEADER]).status_code == 204


MALFORMED = {
    "empty": b"",
    "no JSON": b"captured!",
    "half of it": b'{"id": "evt_1", "kind":',
    "not UTF-8": b'{"id": "\xff\xfe"}',
    "UTF-16": '{"id": "e", "kind": "k", "reference": 1}'.encode("utf-16"),
    "a list": b"[]",
    "a string": b'"evt_1"',
    "null": b"null",
    "nothing in it": b"{}",
    "no reference": b'{"id": "evt_1", "kind": "k"}',
    "null inside": b'{"id": null, "kind": "k", "reference": "r"}',
    "an empty id": b'{"id": "", "kind": "k", "reference": "r"}',
    "a number": b'{"id": 7, "kind": "k", "reference": "r"}',
    "not a number": b'{"id": NaN, "kind": "k", "reference": "r"}',
    "a list inside": b'{"id": ["evt_1"], "kind": "k", "reference": "r"}',
    "an object inside": b'{"id": {"a": 1}, "kind": "k", "reference": "r"}',
    "NUL": b'{"id": "evt\\u0000", "kind": "k", "reference": "r"}',
    "half a character": b'{"id": "evt\\ud800", "kind": "k", "reference": "r"}',
    "too long": b'{"id": "' + b"x" * 5000 + b'", "kind": "k", "reference": "r"}',
    "too long a kind": b'{"id": "e", "kind": "' + b"x" * 61 + b'", "reference": "r"}',
    "too deep": b"[" * 100_000 + b"]" * 100_000,
}


class TestMalformed:
    @pytest.mark.parametrize("signed", [True, False])
    @pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
    def test_a_body_that_is_no_event_is_refused(self, post, error_of, body, signed):
        answer = post(body, signature=None if signed else "0" * 64)

        assert error_of(answer) == (400, "event_refused")
        assert not ProviderEvent.objects.exists()

    def test_a_body_that_is_too_large_is_413(self, post, error_of):
        answer = post(b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))

        assert error_of(answer) == (413, "too_large")

    def test_unknown_members_are_left_alone(self, post):
        body = b'{"id": "e", "kind": "k", "reference": "r", "more": [{"deep": null}], "id": "f"}'

        assert post(body).status_code == 204
        assert ProviderEvent.objects.get().event_id == "f"
