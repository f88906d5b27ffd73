package org.corridor.domain.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.Fingerprint;
import org.corridor.domain.Invariant;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.book.JournalEntry.Posting;
import org.corridor.domain.message.Fault;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/**
 * What the bank takes, at what price, and who must approve it: the policy by which payments are
 * accepted, charged and booked.
 *
 * @param ourBank our BIC
 * @param lanes the currencies in which senders may pay
 */
public record Corridors(Bic ourBank, Map<Currency, Lane> lanes) {
  private static final int OWNER_LENGTH = 24;
  private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

  /** Copies the lanes. */
  public Corridors {
    lanes = Map.copyOf(lanes);
  }

  /**
   * One currency in which senders pay.
   *
   * @param least the smallest amount
   * @param most the largest amount
   * @param approvalAbove a payment above it needs a second person
   * @param tariffs our fee per charge bearer; none where there is no entry
   */
  public record Lane(
      Money least, Money most, Money approvalAbove, Map<ChargeBearer, Tariff> tariffs) {
    /** Checks that all is in one currency. */
    public Lane {
      tariffs = Map.copyOf(tariffs);
      Invariant.require(least.compareTo(most) <= 0, "the least amount is not above the most");
      Currency currency = approvalAbove.currency();
      Invariant.require(least.currency().equals(currency), "a lane has one currency");
      Invariant.require(
          tariffs.values().stream().allMatch(t -> t.fixed.currency().equals(currency)),
          "a lane's fees are in its currency");
    }
  }

  /**
   * A fee: a fixed part and one by amount, rounded half up to the currency's smallest unit.
   *
   * @param fixed the fixed part; may be zero
   * @param basisPoints hundredths of a per cent of the amount
   */
  public record Tariff(Money fixed, int basisPoints) {
    Money of(Money amount) {
      BigDecimal part =
          amount
              .amount()
              .multiply(BigDecimal.valueOf(basisPoints))
              .divide(
                  BASIS_POINTS, amount.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP);
      return fixed.plus(new Money(part, amount.currency()));
    }
  }

  /** What forbids to take a transfer; empty when nothing does. */
  public Optional<Fault> check(CreditTransfer transfer) {
    Money amount = transfer.settlementAmount();
    Lane lane = lanes.get(amount.currency());
    if (lane == null) {
      return fault("currency.not-served", ReasonCode.AM03, "currency is not served here");
    }
    if (amount.compareTo(lane.most) > 0) {
      return fault("amount.above-limit", ReasonCode.AM02, "amount is above " + lane.most);
    }
    if (amount.compareTo(lane.least) < 0) {
      return fault("amount.below-limit", ReasonCode.AM06, "amount is below " + lane.least);
    }
    return sent(transfer).isPositive()
        ? Optional.empty()
        : fault("amount.below-fee", ReasonCode.AM06, "amount does not cover the fee");
  }

  private static Optional<Fault> fault(String rule, ReasonCode code, String explanation) {
    return Optional.of(new Fault("settlementAmount", rule, code, explanation));
  }

  /** What a transfer costs: the same whenever it is asked. */
  public Charges charges(CreditTransfer transfer) {
    Money amount = transfer.settlementAmount();
    Lane lane = lanes.get(amount.currency());
    Tariff tariff = lane == null ? null : lane.tariffs.get(transfer.chargeBearer());
    Money fee = tariff == null ? Money.zero(amount.currency()) : tariff.of(amount);
    return new Charges(fee, transfer.chargeBearer() == ChargeBearer.CRED);
  }

  /** What is left to be sent, at most, in the settlement currency. */
  public Money sent(CreditTransfer transfer) {
    return sent(transfer, charges(transfer));
  }

  /** What was taken into flight with these charges. */
  static Money sent(CreditTransfer transfer, Charges charges) {
    Money amount = transfer.settlementAmount();
    return charges.deducted() ? amount.minus(charges.fee()) : amount;
  }

  /** Whether a second person must approve it. */
  public boolean needsApproval(CreditTransfer transfer) {
    Lane lane = lanes.get(transfer.settlementAmount().currency());
    return lane == null || transfer.settlementAmount().compareTo(lane.approvalAbove) > 0;
  }

  /**
   * The exact amount that will be delivered, when it is known before a quote; null when the order
   * books decide.
   */
  public @Nullable Money expected(CreditTransfer transfer, Beneficiary beneficiary) {
    if (transfer.settlementAmount().currency().equals(beneficiary.currency())) {
      return sent(transfer);
    }
    return isDeliveryFixed(transfer, beneficiary) ? transfer.instructedAmount() : null;
  }

  /** Whether the debtor fixed what is delivered, in another currency than he pays in. */
  static boolean isDeliveryFixed(CreditTransfer transfer, Beneficiary beneficiary) {
    Money instructed = transfer.instructedAmount();
    return instructed != null
        && instructed.currency().equals(beneficiary.currency())
        && !instructed.currency().equals(transfer.settlementAmount().currency());
  }

  /** The journal of acceptance: what the debtor's side owes us, in flight, and our fee. */
  public JournalEntry acceptance(CreditTransfer transfer, Instant at) {
    Charges charges = charges(transfer);
    Money sent = sent(transfer, charges);
    List<Posting> postings = new ArrayList<>();
    postings.add(new Posting(payer(transfer), sent.plus(charges.fee())));
    postings.add(new Posting(inFlight(sent.currency()), sent.negated()));
    if (!charges.fee().isZero()) {
      BookAccount fees = new BookAccount(BookAccount.Kind.FEE, "FEE", sent.currency());
      postings.add(new Posting(fees, charges.fee().negated()));
    }
    return new JournalEntry(acceptanceId(transfer), transfer.uetr().value(), at, postings);
  }

  static String acceptanceId(CreditTransfer transfer) {
    return "accept/" + transfer.uetr();
  }

  static BookAccount inFlight(Currency currency) {
    return new BookAccount(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT", currency);
  }

  /** The debtor's account when we hold it, else the account that his bank has with us. */
  private BookAccount payer(CreditTransfer transfer) {
    Currency currency = transfer.settlementAmount().currency();
    if (transfer.debtorAccount() != null && transfer.debtorBank().sameInstitution(ourBank)) {
      String owner = Fingerprint.of(transfer.debtorAccount().identifier(), OWNER_LENGTH);
      return new BookAccount(BookAccount.Kind.CUSTOMER, owner, currency);
    }
    return new BookAccount(
        BookAccount.Kind.VOSTRO, transfer.instructingBank().institution(), currency);
  }
}
