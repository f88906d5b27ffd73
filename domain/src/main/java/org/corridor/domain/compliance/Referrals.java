package org.corridor.domain.compliance;

import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;

/**
 * Port: refers an incoming payment that screening held to the officers, and tells what they
 * decided. Asking again opens no second case.
 */
public interface Referrals {
  /** Opens a case when there is none for this payment, and tells where it stands. */
  Verdict refer(CreditTransfer transfer, ScreeningDecision.Held decision);

  /** Where a case stands. */
  sealed interface Verdict {
    /** Nobody has decided. */
    record Waiting() implements Verdict {}

    /** Officers released it. */
    record Released(ScreeningDecision.Cleared decision) implements Verdict {}

    /** They refused it. */
    record Denied(Rejection rejection) implements Verdict {}
  }
}
