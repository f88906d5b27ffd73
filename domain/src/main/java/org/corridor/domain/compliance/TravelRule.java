package org.corridor.domain.compliance;

import java.util.List;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;
import org.jspecify.annotations.Nullable;

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

  /**
   * What is asked.
   *
   * @param transfer the payment
   * @param beneficiary whom the receiving bank's directory told
   * @param expected the exact amount that will be delivered, in the beneficiary's currency, when it
   *     is known before the quote (no conversion, or the delivered side is fixed); null when the
   *     order books decide
   */
  record Request(CreditTransfer transfer, Beneficiary beneficiary, @Nullable Money expected) {}

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
