package org.corridor.domain.party;

import java.util.List;
import org.corridor.domain.ReasonCode;

/** Port: finds the beneficiary behind an address, at our own bank or at the bank that owns it. */
public interface Directory {
  /** Most addresses asked for in one call. */
  int BATCH_MAX = 256;

  /**
   * Resolves addresses in one call; the answer has the same length and order.
   *
   * @param addresses at most {@value #BATCH_MAX}
   * @throws org.corridor.domain.Retryable when a bank's directory does not answer
   */
  List<Resolution> resolve(List<Query> addresses);

  /**
   * What is asked.
   *
   * @param address the address to resolve
   * @param bank the bank whose directory owns it
   */
  record Query(BeneficiaryAddress address, Bic bank) {}

  /** What the directory says. */
  sealed interface Resolution {
    /** One account stands behind the address. */
    record Found(Beneficiary beneficiary) implements Resolution {}

    /** No account can be credited by this address. */
    record NotFound(ReasonCode code, String explanation) implements Resolution {}
  }
}
