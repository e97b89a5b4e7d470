"""What was lost on the way is found after two minutes: events, jobs, answers, crashes."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from core import clock
from payments.gateways.base import GatewayError
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.gateways.simulated.models import SimulatedCharge, SimulatedEvent
from payments.models import Payment, Refund
from payments.services.poller import poll_payments, poll_refunds
from payments.tasks import deliver_simulated_events, poll
from tests.factories import make_session

pytestmark = pytest.mark.django_db
WAIT = timedelta(minutes=2)
MOMENT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def clock_at(frozen):
    return frozen


def lose_the_jobs():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def provider():
    """Break a call of the provider: before it arrives, or with its answer on the way back."""
    patch = pytest.MonkeyPatch()

    def breaking(name, *, arrives, only=None):
        real = getattr(SimulatedGateway, name)

        def call(self, *arguments, **named):
            if only is not None and arguments != (only,):
                return real(self, *arguments, **named)
            if arrives:
                real(self, *arguments, **named)
            raise GatewayError("The connection was lost.")

        patch.setattr(SimulatedGateway, name, call)

    breaking.undo = patch.undo
    yield breaking
    patch.undo()


def test_two_minutes_are_what_the_settings_say():
    assert settings.PAYMENT_POLL_AFTER == WAIT


class TestLostEvent:
    def test_the_payment_is_found_after_two_minutes(self, make_hold, frozen):
        hold = make_hold()
        hold.pay("lost_event")
        begun = frozen.moment
        frozen.moment = begun + WAIT - MOMENT
        deliver_simulated_events()
        poll()
        assert hold.state == ("pending", "unpaid", None)

        frozen.moment = begun + WAIT
        poll()

        assert hold.state == ("confirmed", "paid", None)

    def test_a_payment_still_under_way_is_asked_about_again_and_again(self, make_hold, frozen):
        hold = make_hold()
        hold.pay("needs_confirmation")

        for _ in range(3):
            frozen.moment += WAIT
            poll_payments(now=frozen.moment)
            assert Payment.objects.get().checked_at == frozen.moment

        assert hold.state == ("pending", "unpaid", None)
        assert Payment.objects.get().action_required is True

    def test_an_event_after_the_poller_changes_nothing(self, make_hold, frozen, work_off):
        hold = make_hold()
        hold.pay("slow")
        frozen.moment += WAIT
        poll()

        deliver_simulated_events()
        work_off()

        assert hold.state == ("confirmed", "paid", None)
        assert hold.taken == 1

    def test_a_declined_payment_is_found_too(self, make_hold, frozen):
        hold = make_hold()
        hold.pay("lost_event")
        SimulatedCharge.objects.update(state="failed")
        frozen.moment += WAIT

        poll()

        assert Payment.objects.get().status == "failed"
        assert hold.state == ("pending", "unpaid", None)
        assert hold.pay().status_code == 200


class TestNeverSent:
    def test_an_unreachable_provider_is_503_and_the_hold_stays(self, make_hold, provider, error_of):
        hold = make_hold()
        provider("start", arrives=False)

        answer = hold.pay()

        assert error_of(answer) == (503, "provider_unavailable")
        assert int(answer["Retry-After"]) >= 1
        assert hold.state == ("pending", "unpaid", None)
        assert hold.taken == 1

    def test_a_payment_that_was_never_sent_expires(self, make_hold, provider, frozen):
        hold = make_hold()
        provider("start", arrives=False)
        hold.pay()
        provider.undo()
        begun = clock.now()
        poll_payments(now=begun + WAIT - MOMENT)
        assert Payment.objects.get().status == "created"

        poll_payments(now=begun + WAIT)

        assert Payment.objects.get().status == "expired"
        assert hold.state == ("pending", "unpaid", None)

    def test_after_that_the_person_pays_anew(self, make_hold, provider, frozen):
        hold = make_hold()
        provider("start", arrives=False)
        hold.pay()
        provider.undo()
        poll_payments(now=clock.now() + WAIT)

        assert hold.pay().status_code == 200

        assert sorted(Payment.objects.values_list("status", flat=True)) == ["captured", "expired"]
        assert SimulatedCharge.objects.count() == 1

    def test_until_then_paying_again_carries_on(self, make_hold, provider):
        hold = make_hold()
        provider("start", arrives=False)
        hold.pay()
        provider.undo()

        assert hold.pay().status_code == 200

        assert Payment.objects.count() == 1


class TestLostAnswer:
    """The provider heard us; we did not hear it."""

    def test_paying_again_does_not_charge_again(self, make_hold, provider):
        hold = make_hold()
        provider("start", arrives=True)
        assert hold.pay().status_code == 503
        provider.undo()

        assert hold.pay().status_code == 200

        assert SimulatedCharge.objects.count() == 1
        assert Payment.objects.count() == 1

    def test_the_poller_finds_the_money(self, make_hold, provider):
        hold = make_hold()
        provider("start", arrives=True)
        assert hold.pay().status_code == 503
        provider.undo()

        poll_payments(now=clock.now() + WAIT)

        assert hold.state == ("confirmed", "paid", None)

    def test_a_confirmation_is_found_too(self, make_hold, provider):
        hold = make_hold()
        hold.pay("needs_confirmation")
        provider("capture", arrives=True)
        answer = hold.client.post(f"{hold.url}pay/confirm/", {}, format="json")
        assert answer.status_code == 503
        provider.undo()

        poll_payments(now=clock.now() + WAIT)

        assert hold.state == ("confirmed", "paid", None)

    def test_with_a_key_a_retry_pays_once(self, make_hold, provider):
        hold = make_hold()
        provider("start", arrives=True)
        assert hold.pay(**{"Idempotency-Key": "k"}).status_code == 503
        provider.undo()

        first = hold.pay(**{"Idempotency-Key": "k"})
        again = hold.pay(**{"Idempotency-Key": "k"})

        assert (first.status_code, again.content) == (200, first.content)
        assert SimulatedCharge.objects.count() == 1


class TestVoid:
    def test_a_void_whose_job_was_lost_is_carried_out(self, make_hold, frozen):
        hold = make_hold()
        hold.pay("needs_confirmation")
        hold.patch(status="cancelled")
        lose_the_jobs()
        frozen.moment += WAIT

        poll()

        assert Payment.objects.get().status == "cancelled"
        assert SimulatedCharge.objects.get().state == "cancelled"
        assert hold.state == ("cancelled", "unpaid", None)

    def test_a_void_that_came_too_late_ends_in_a_refund(self, make_hold, frozen, work_off):
        hold = make_hold()
        hold.pay("lost_event")
        hold.patch(status="cancelled")
        lose_the_jobs()
        frozen.moment += WAIT

        poll()
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert hold.taken == 0

    def test_the_void_of_what_was_never_sent_ends_it(self, make_hold, provider, work_off):
        hold = make_hold()
        provider("start", arrives=False)
        hold.pay()
        provider.undo()

        hold.patch(status="cancelled")
        work_off()

        assert Payment.objects.get().status == "expired"

    def test_when_the_provider_is_away_the_void_is_tried_again(self, make_hold, provider, work_off):
        hold = make_hold()
        hold.pay("needs_confirmation")
        provider("void", arrives=False)
        hold.patch(status="cancelled")
        with pytest.raises(GatewayError):
            work_off()
        provider.undo()

        assert work_off() == ["payments.void_payments"]

        assert Payment.objects.get().status == "cancelled"


class TestMany:
    def test_one_that_can_not_be_looked_at_does_not_hold_up_the_others(
        self, make_hold, frozen, provider
    ):
        session = make_session()
        holds = [make_hold(session=session) for _ in range(3)]
        for hold in holds:
            hold.pay("lost_event")
        provider("fetch", arrives=False, only=Payment.objects.get(payable_id=holds[0].id).pk)
        frozen.moment += WAIT

        poll()

        assert [hold.state[0] for hold in holds] == ["pending", "confirmed", "confirmed"]

    def test_payments_that_are_done_are_not_asked_about(self, make_hold, frozen, provider):
        make_hold().pay()
        make_hold().pay("declined")
        before = list(Payment.objects.order_by("pk").values())
        provider("fetch", arrives=False)
        frozen.moment += WAIT * 100

        poll()

        assert list(Payment.objects.order_by("pk").values()) == before


class TestRefunds:
    def test_a_refund_whose_job_was_lost_is_carried_out_after_two_minutes(self, make_hold):
        hold = make_hold()
        hold.pay()
        hold.patch(status="cancelled")
        lose_the_jobs()
        requested = clock.now()

        poll_refunds(now=requested + WAIT - MOMENT)
        assert hold.state == ("cancelled", "refunded", "pending")
        poll_refunds(now=requested + WAIT)

        assert hold.state == ("cancelled", "refunded", "succeeded")

    def test_one_that_fails_does_not_hold_up_the_others(self, make_hold, frozen):
        holds = [make_hold(), make_hold()]
        for hold, card in zip(holds, ["refund_fails_once", "success"], strict=True):
            hold.pay(card)
            hold.patch(status="cancelled")
        lose_the_jobs()
        frozen.moment += WAIT

        poll()
        assert [hold.state[2] for hold in holds] == ["pending", "succeeded"]
        frozen.moment += WAIT
        poll()

        assert [hold.state[2] for hold in holds] == ["succeeded", "succeeded"]

    def test_refunds_that_are_done_are_left_alone(self, make_hold, frozen, work_off):
        hold = make_hold()
        hold.pay()
        hold.patch(status="cancelled")
        work_off()
        before = Refund.objects.values().get()
        frozen.moment += WAIT * 100

        poll()

        assert Refund.objects.values().get() == before


def test_the_provider_keeps_no_events_that_were_delivered(make_hold, frozen):
    make_hold().pay("repeated_event")
    frozen.moment += settings.SIMULATED_SLOWNESS

    deliver_simulated_events()

    assert not SimulatedEvent.objects.exists()
