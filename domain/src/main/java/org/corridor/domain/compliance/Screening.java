package org.corridor.domain.compliance;

import org.corridor.domain.payment.CreditTransfer;

/**
 * Port: screens the names in a payment against the sanctions lists. Fast, and never blocks on I/O.
 */
public interface Screening {
  /** Decides on one payment. */
  ScreeningDecision screen(CreditTransfer transfer);

  /** Which lists are in force, for decisions and for the operator. */
  String listVersion();
}
