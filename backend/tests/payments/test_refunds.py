"""Refunds: requested with the cancel, carried out by a job, tried again when they fail."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail

from core import clock
from core.errors import NotFound
from payments.errors import RefundNotFailed
from payments.gateways.base import GatewayError
from payments.gateways.simulated.gateway import SimulatedGateway
from payments.gateways.simulated.models import SimulatedCharge, SimulatedRefund
from payments.models import Payment, Refund
from payments.services.refunds import MAX_ATTEMPTS, carry_out_refund, retry_refund

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled(make_hold):
    """A booking that was paid and cancelled; its refund is requested."""

    def make(card="success"):
        hold = make_hold()
        assert hold.pay(card).status_code == 200
        assert hold.patch(status="cancelled").status_code == 200
        return hold

    return make


@pytest.fixture
def provider_down():
    """The provider does not answer refunds, until `.undo()`."""
    patch = pytest.MonkeyPatch()

    def refund(self, **_):
        raise GatewayError("The provider is not available.")

    patch.setattr(SimulatedGateway, "refund", refund)
    yield patch
    patch.undo()


def again():
    retry_refund(refund_id=Refund.objects.get().pk, now=clock.now())


def told():
    return [sent for sent in mail.outbox if "refund" in sent.subject.lower()]


class TestRequested:
    def test_the_cancel_only_asks_for_it(self, cancelled):
        hold = cancelled()

        refund = Refund.objects.get()
        assert (refund.status, refund.attempts, refund.amount) == ("requested", 0, Decimal(25))
        assert refund.reason == "learner"
        assert not SimulatedRefund.objects.exists()
        assert hold.state == ("cancelled", "refunded", "pending")

    def test_only_what_is_not_on_its_way_yet_goes_back(self, make_hold, work_off, now):
        hold = make_hold()
        hold.pay()
        Refund.objects.create(
            payment=Payment.objects.get(),
            amount=Decimal("10.00"),
            reason="goodwill",
            status="succeeded",
            created_at=now,
            updated_at=now,
        )
        assert hold.state == ("confirmed", "paid", "succeeded")

        hold.patch(status="cancelled")
        work_off()

        amounts = [refund.amount for refund in Refund.objects.order_by("created_at")]
        assert sorted(amounts) == [Decimal("10.00"), Decimal("15.00")]
        assert hold.state == ("cancelled", "refunded", "succeeded")

    def test_a_refund_that_failed_does_not_count_as_on_its_way(self, make_hold, now):
        hold = make_hold()
        hold.pay()
        Refund.objects.create(
            payment=Payment.objects.get(),
            amount=Decimal("10.00"),
            reason="goodwill",
            status="failed",
            created_at=now,
            updated_at=now,
        )

        hold.patch(status="cancelled")

        assert Refund.objects.get(reason="learner").amount == Decimal("25.00")

    def test_a_hold_has_nothing_to_refund(self, make_hold, work_off):
        hold = make_hold()

        hold.patch(status="cancelled")

        assert not Refund.objects.exists()
        assert work_off() == []


class TestCarriedOut:
    def test_the_money_goes_back_and_the_learner_is_told(self, cancelled, work_off):
        hold = cancelled()

        work_off()

        refund = Refund.objects.get()
        assert (refund.status, refund.attempts, refund.last_error) == ("succeeded", 1, "")
        assert SimulatedRefund.objects.get().amount == Decimal("25.00")
        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert [sent.to for sent in told()] == [[hold.learner.email]]

    def test_the_job_may_run_again(self, cancelled, work_off):
        cancelled()
        work_off()
        before = Refund.objects.values().get()

        carry_out_refund(refund_id=before["id"])

        assert Refund.objects.values().get() == before
        assert SimulatedRefund.objects.count() == 1
        assert work_off() == []

    def test_after_a_crash_between_sending_and_noting_it_nothing_is_sent_twice(
        self, cancelled, work_off
    ):
        hold = cancelled()
        work_off()
        mail.outbox.clear()
        Refund.objects.update(status="submitted")

        carry_out_refund(refund_id=Refund.objects.get().pk)
        work_off()

        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert SimulatedRefund.objects.count() == 1
        assert told() == []


class TestTriedAgain:
    def test_a_refund_that_fails_once_succeeds_the_next_time(self, cancelled, work_off):
        hold = cancelled("refund_fails_once")
        refund_id = Refund.objects.get().pk

        with pytest.raises(GatewayError):
            carry_out_refund(refund_id=refund_id)
        refund = Refund.objects.get()
        assert (refund.status, refund.attempts) == ("submitted", 1)
        assert refund.last_error == "The provider is not available."
        assert hold.state == ("cancelled", "refunded", "pending")

        work_off()

        refund.refresh_from_db()
        assert (refund.status, refund.attempts, refund.last_error) == ("succeeded", 2, "")
        assert SimulatedRefund.objects.get().done is True
        assert hold.state == ("cancelled", "refunded", "succeeded")
        assert len(told()) == 1

    def test_one_that_fails_does_not_hold_up_the_others(self, make_hold, work_off, as_user):
        holds = [make_hold()]
        holds += [make_hold(session=holds[0].session) for _ in range(2)]
        for hold, card in zip(holds, ["success", "refund_fails_once", "success"], strict=True):
            hold.pay(card)

        session = holds[0].session
        as_user(session.creator).delete(f"/api/sessions/{session.pk}/")
        work_off()

        assert [hold.state for hold in holds] == [("cancelled", "refunded", "succeeded")] * 3


class TestFailedForGood:
    def test_when_the_provider_will_not_the_booking_stays_paid(self, cancelled, work_off):
        hold = cancelled()
        SimulatedCharge.objects.all().delete()

        work_off()

        refund = Refund.objects.get()
        assert (refund.status, refund.attempts) == ("failed", 1)
        assert refund.last_error == "There is no captured charge to refund."
        assert hold.state == ("cancelled", "paid", "failed")
        assert told() == []

    def test_when_the_provider_is_never_there_we_stop_asking(
        self, cancelled, work_off, provider_down
    ):
        hold = cancelled()

        work_off()

        refund = Refund.objects.get()
        assert (refund.status, refund.attempts) == ("failed", MAX_ATTEMPTS)
        assert hold.state == ("cancelled", "paid", "failed")

    def test_words_of_the_provider_are_cut_to_what_we_keep(self, cancelled, work_off, monkeypatch):
        def refund(self, **_):
            raise GatewayError("no " * 500)

        monkeypatch.setattr(SimulatedGateway, "refund", refund)
        cancelled()

        work_off()

        assert len(Refund.objects.get().last_error) == 200


class TestRetried:
    @pytest.fixture
    def failed(self, cancelled, work_off, provider_down):
        hold = cancelled()
        work_off()
        provider_down.undo()
        assert hold.state == ("cancelled", "paid", "failed")
        return hold

    def test_by_hand_it_starts_anew(self, failed, work_off):
        again()
        assert failed.state == ("cancelled", "refunded", "pending")

        work_off()

        refund = Refund.objects.get()
        assert (refund.status, refund.attempts) == ("succeeded", 1)
        assert failed.state == ("cancelled", "refunded", "succeeded")

    def test_only_a_failed_one(self, failed, work_off):
        again()
        before = Refund.objects.values().get()
        with pytest.raises(RefundNotFailed):
            again()
        assert Refund.objects.values().get() == before

        work_off()
        with pytest.raises(RefundNotFailed):
            again()
        assert SimulatedRefund.objects.count() == 1

    def test_not_when_the_money_went_back_another_way(self, failed, now):
        failed_one = Refund.objects.get()
        Refund.objects.create(
            payment=failed_one.payment,
            amount=Decimal("0.01"),
            reason="by bank",
            status="succeeded",
            created_at=now,
            updated_at=now,
        )

        with pytest.raises(RefundNotFailed):
            retry_refund(refund_id=failed_one.pk, now=now)

        failed_one.refresh_from_db()
        assert failed_one.status == "failed"

    def test_not_one_that_does_not_exist(self, now):
        with pytest.raises(NotFound):
            retry_refund(refund_id=uuid4(), now=now)
