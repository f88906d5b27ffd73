package org.corridor.compliance.travelrule;

import java.time.Instant;
import org.corridor.domain.party.Bic;

/** Port: remembers which nonces were used, so that a letter is taken once. */
public interface SeenNonces {
  /**
   * Notes a nonce and tells whether it is new. Of several calls with one nonce, at the same time or
   * on several instances, exactly one is told true.
   *
   * @param sender whose nonce
   * @param nonce the nonce
   * @param until until when it must be remembered: later it is refused for its age
   * @throws org.corridor.domain.Retryable when nobody can tell: the letter must not be taken
   */
  boolean firstSeen(Bic sender, String nonce, Instant until);
}
