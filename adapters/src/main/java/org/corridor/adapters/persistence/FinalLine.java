package org.corridor.adapters.persistence;

import java.math.RoundingMode;
import org.corridor.domain.message.Decoded.Transaction.Faulty;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Rejected;
import org.corridor.domain.payment.PaymentState.Settled;

/** The line of a transaction in its message's final answer. */
final class FinalLine {
  private FinalLine() {}

  static StatusReport.Line of(CreditTransfer transfer, PaymentState state) {
    return switch (state) {
      case Settled settled -> settled(transfer, settled);
      case Rejected rejected ->
          new StatusReport.Line(
              transfer.instructionId(),
              transfer.endToEndId(),
              transfer.uetr().value(),
              StatusReport.Status.RJCT,
              rejected.rejection().code(),
              rejected.rejection().explanation(),
              transfer.settlementAmount(),
              null,
              null);
      default -> throw new IllegalStateException("only final payments are answered"); // a bug
    };
  }

  /** A faulty transaction is answered with its first fault. */
  static StatusReport.Line of(Faulty faulty) {
    Fault first = faulty.faults().getFirst();
    return new StatusReport.Line(
        null,
        faulty.endToEndId(),
        faulty.uetr(),
        StatusReport.Status.RJCT,
        first.code(),
        first.explanation(),
        null,
        null,
        null);
  }

  /** What lies below the currency's smallest unit is not told: it was not delivered as money. */
  private static StatusReport.Line settled(CreditTransfer transfer, Settled settled) {
    var resolved = settled.before().before().before().before().before().before();
    return new StatusReport.Line(
        transfer.instructionId(),
        transfer.endToEndId(),
        transfer.uetr().value(),
        StatusReport.Status.ACSC,
        null,
        null,
        transfer.settlementAmount(),
        settled
            .delivery()
            .delivered()
            .toMoney(resolved.beneficiary().currency(), RoundingMode.DOWN),
        settled.delivery().closedAt());
  }
}
