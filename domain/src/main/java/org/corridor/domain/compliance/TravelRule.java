package org.corridor.domain.compliance;

import java.util.List;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;

/** Port: the signed exchange with the receiving bank's compliance server. */
public interface TravelRule {
  /** Most payments in one request. */
  int BATCH_MAX = 256;

  /**
   * Asks the receiving banks to agree; the answer has the same length and order. Asking again for
   * the same payment gives the same agreement.
   *
   * @throws org.corridor.domain.Retryable when the other side does not answer in time
   */
  List<Answer> agree(List<Request> requests);

  /** What is asked. */
  record Request(CreditTransfer transfer, Beneficiary beneficiary) {}

  /** What the other side says. */
  sealed interface Answer {
    /** It agrees. */
    record Agreed(Agreement agreement) implements Answer {}

    /** It does not. */
    record Refused(Rejection rejection) implements Answer {}

    /** It has to look; ask again later. */
    record Pending() implements Answer {}
  }
}
