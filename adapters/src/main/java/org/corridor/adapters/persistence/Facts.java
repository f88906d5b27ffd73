package org.corridor.adapters.persistence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.corridor.domain.Invariant;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.ScreeningDecision.Cleared;
import org.corridor.domain.compliance.ScreeningDecision.Held;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.payment.Charges;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Agreed;
import org.corridor.domain.payment.PaymentState.AwaitingApproval;
import org.corridor.domain.payment.PaymentState.Quoted;
import org.corridor.domain.payment.PaymentState.Received;
import org.corridor.domain.payment.PaymentState.Rejected;
import org.corridor.domain.payment.PaymentState.Resolved;
import org.corridor.domain.payment.PaymentState.Settled;
import org.corridor.domain.payment.PaymentState.Signed;
import org.corridor.domain.payment.PaymentState.Submitted;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.settlement.Delivery;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SignedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * What is known in a state, flat: the stored form of the nested states. {@link #all} holds
 * everything that is known, {@link #own} what this state adds: events keep that, and folding them
 * with {@link #then} gives the state.
 *
 * @param v the version of this form, {@value #VERSION}
 */
record Facts(
    int v,
    @Nullable Beneficiary beneficiary,
    @Nullable Held hold,
    @Nullable Cleared clearance,
    @Nullable Consent consent,
    @Nullable Price price,
    @Nullable SignedTransaction transaction,
    @Nullable Instant submittedAt,
    @Nullable Delivery delivery,
    @Nullable Rejection rejection) {
  /** The version that is written; another one needs a migration. */
  static final int VERSION = 1;

  /** Nothing is known. */
  static final Facts NONE = facts(null, null, null, null, null, null, null, null, null);

  /** Refuses other versions. */
  Facts {
    Invariant.require(v == VERSION, "stored facts have the version that is read");
  }

  /** The receiving bank's consent, as {@link Agreed} has it. */
  record Consent(Agreement agreement, int attempts, @Nullable String approvedBy) {}

  /** What it costs, as {@link Quoted} and {@link AwaitingApproval} have it. */
  record Price(Quote quote, Charges charges, @Nullable String approvedBy) {}

  /** Everything that is known in a state. */
  static Facts all(PaymentState state) {
    @Nullable PaymentState before = before(state);
    Facts known = before == null ? NONE : all(before);
    return known.then(state.name(), own(state));
  }

  /** What a state adds to the one before it. */
  static Facts own(PaymentState state) {
    return switch (state) {
      case Received s -> NONE;
      case Resolved s -> facts(s.beneficiary(), null, null, null, null, null, null, null, null);
      case PaymentState.Held s ->
          facts(null, s.decision(), null, null, null, null, null, null, null);
      case PaymentState.Cleared s ->
          facts(null, null, s.decision(), null, null, null, null, null, null);
      case Agreed s -> {
        Consent consent = new Consent(s.agreement(), s.attempts(), s.approvedBy());
        yield facts(null, null, null, consent, null, null, null, null, null);
      }
      case AwaitingApproval s -> priced(new Price(s.quote(), s.charges(), null));
      case Quoted s -> priced(new Price(s.quote(), s.charges(), s.approvedBy()));
      case Signed s -> facts(null, null, null, null, null, s.transaction(), null, null, null);
      case Submitted s -> facts(null, null, null, null, null, null, s.at(), null, null);
      case Settled s -> facts(null, null, null, null, null, null, null, s.delivery(), null);
      case Rejected s -> facts(null, null, null, null, null, null, null, null, s.rejection());
    };
  }

  /**
   * These facts with those that the next state adds. Where a way goes back (quoted again), what
   * belongs to the way that was left goes.
   */
  Facts then(String state, Facts own) {
    Facts f = this;
    Facts o = own;
    return switch (state) {
      case "Received", "Resolved", "Rejected" -> o;
      case "Held" -> facts(f.beneficiary, o.hold, null, null, null, null, null, null, null);
      case "Cleared" -> facts(f.beneficiary, null, o.clearance, null, null, null, null, null, null);
      case "Agreed" ->
          facts(f.beneficiary, null, f.clearance, o.consent, null, null, null, null, null);
      case "AwaitingApproval", "Quoted" ->
          facts(f.beneficiary, null, f.clearance, f.consent, o.price, null, null, null, null);
      case "Signed" -> f.settling(o.transaction, null, null);
      case "Submitted" -> f.settling(f.transaction, o.submittedAt, null);
      case "Settled" -> f.settling(f.transaction, f.submittedAt, o.delivery);
      default -> throw new IllegalStateException("no state of this name: " + state);
    };
  }

  /** The state of a name, from what is known in it. */
  PaymentState state(String name) {
    return switch (name) {
      case "Received" -> new Received();
      case "Resolved" -> resolved();
      case "Held" -> new PaymentState.Held(resolved(), requireNonNull(hold));
      case "Cleared" -> cleared();
      case "Agreed" -> agreed();
      case "AwaitingApproval" -> {
        Price known = requireNonNull(price);
        yield new AwaitingApproval(agreed(), known.quote, known.charges);
      }
      case "Quoted" -> quoted();
      case "Signed" -> signed();
      case "Submitted" -> submitted();
      case "Settled" -> new Settled(submitted(), requireNonNull(delivery));
      case "Rejected" -> new Rejected(requireNonNull(rejection));
      default -> throw new IllegalStateException("no state of this name: " + name);
    };
  }

  private static @Nullable PaymentState before(PaymentState state) {
    return switch (state) {
      case Received s -> null;
      case Resolved s -> null;
      case PaymentState.Held s -> s.before();
      case PaymentState.Cleared s -> s.before();
      case Agreed s -> s.before();
      case AwaitingApproval s -> s.before();
      case Quoted s -> s.before();
      case Signed s -> s.before();
      case Submitted s -> s.before();
      case Settled s -> s.before();
      case Rejected s -> null;
    };
  }

  private Resolved resolved() {
    return new Resolved(requireNonNull(beneficiary));
  }

  private PaymentState.Cleared cleared() {
    return new PaymentState.Cleared(resolved(), requireNonNull(clearance));
  }

  private Agreed agreed() {
    Consent known = requireNonNull(consent);
    return new Agreed(cleared(), known.agreement, known.attempts, known.approvedBy);
  }

  private Quoted quoted() {
    Price known = requireNonNull(price);
    return new Quoted(agreed(), known.quote, known.charges, known.approvedBy);
  }

  private Signed signed() {
    return new Signed(quoted(), requireNonNull(transaction));
  }

  private Submitted submitted() {
    return new Submitted(signed(), requireNonNull(submittedAt));
  }

  private Facts settling(
      @Nullable SignedTransaction signed, @Nullable Instant at, @Nullable Delivery delivered) {
    return facts(beneficiary, null, clearance, consent, price, signed, at, delivered, null);
  }

  private static Facts priced(Price price) {
    return facts(null, null, null, null, price, null, null, null, null);
  }

  private static Facts facts(
      @Nullable Beneficiary beneficiary,
      @Nullable Held hold,
      @Nullable Cleared clearance,
      @Nullable Consent consent,
      @Nullable Price price,
      @Nullable SignedTransaction transaction,
      @Nullable Instant submittedAt,
      @Nullable Delivery delivery,
      @Nullable Rejection rejection) {
    return new Facts(
        VERSION,
        beneficiary,
        hold,
        clearance,
        consent,
        price,
        transaction,
        submittedAt,
        delivery,
        rejection);
  }
}
