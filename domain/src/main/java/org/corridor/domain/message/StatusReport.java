package org.corridor.domain.message;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.Money;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentState;
import org.jspecify.annotations.Nullable;

/**
 * The final answer to an inbound message, before it is written as pacs.002, pain.002 or JSON.
 *
 * @param reportId our identification of the report: the same whenever it is written again
 * @param createdAt when
 * @param originalType what is answered; null when it could not be told
 * @param originalMessageId its identification; null when it could not be read
 * @param messageFaults faults of the message as a whole; when not empty everything is rejected
 * @param transactions one line per transaction, in the message's order; empty with message faults
 */
public record StatusReport(
    String reportId,
    Instant createdAt,
    @Nullable MessageType originalType,
    @Nullable String originalMessageId,
    List<Fault> messageFaults,
    List<Line> transactions) {
  /** Copies the lists. */
  public StatusReport {
    messageFaults = List.copyOf(messageFaults);
    transactions = List.copyOf(transactions);
  }

  /** The ISO 20022 external payment transaction status. */
  public enum Status {
    /** Settlement on the creditor's account is complete. */
    ACCC,
    /** Settlement on the debtor's side is complete. */
    ACSC,
    /** Rejected. */
    RJCT
  }

  /**
   * One transaction's final status.
   *
   * @param instructionId the sender's instruction id, when told
   * @param endToEndId the end-to-end id, when it could be read
   * @param uetr the UETR text, when there is one
   * @param status accepted and settled, or rejected
   * @param code why it is rejected; null when it is not
   * @param explanation additional information of a rejection
   * @param instructed the settlement amount of the original; null when it could not be read
   * @param delivered what the ledger's result says was delivered; null when rejected
   * @param settledAt when the ledger closed on it; null when rejected
   */
  public record Line(
      @Nullable String instructionId,
      @Nullable String endToEndId,
      @Nullable String uetr,
      Status status,
      @Nullable ReasonCode code,
      @Nullable String explanation,
      @Nullable Money instructed,
      @Nullable Money delivered,
      @Nullable Instant settledAt) {
    /** The line of a transaction that could not be taken: its first fault, with its field. */
    public static Line of(Decoded.Transaction.Faulty faulty) {
      Fault first = faulty.faults().getFirst();
      return new Line(
          null,
          faulty.endToEndId(),
          faulty.uetr(),
          Status.RJCT,
          first.code(),
          first.field() + ": " + first.explanation(),
          null,
          null,
          null);
    }

    /** The line of a payment in a final state; what was delivered is told in whole minor units. */
    public static Line of(CreditTransfer transfer, PaymentState state) {
      String uetr = transfer.uetr().value();
      return switch (state) {
        case PaymentState.Settled settled -> {
          Asset asset = settled.before().before().before().quote().deliverAsset();
          yield new Line(
              transfer.instructionId(),
              transfer.endToEndId(),
              uetr,
              Status.ACSC,
              null,
              null,
              transfer.settlementAmount(),
              settled
                  .delivery()
                  .delivered()
                  .toMoney(Money.currency(asset.code()), RoundingMode.DOWN),
              settled.delivery().closedAt());
        }
        case PaymentState.Rejected rejected ->
            new Line(
                transfer.instructionId(),
                transfer.endToEndId(),
                uetr,
                Status.RJCT,
                rejected.rejection().code(),
                rejected.rejection().explanation(),
                transfer.settlementAmount(),
                null,
                null);
        case PaymentState open ->
            throw new IllegalStateException("not a final state: " + open.name());
      };
    }
  }
}
