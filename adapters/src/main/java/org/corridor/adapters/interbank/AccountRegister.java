package org.corridor.adapters.interbank;

import java.util.Collection;
import java.util.Map;
import org.corridor.domain.party.BeneficiaryAddress;

/** Port: looks up our own accounts. */
public interface AccountRegister {
  /**
   * Finds the accounts behind addresses, in one look-up; addresses without an account are missing
   * in the answer. An account is found by its IBAN, its account id, and each of its proxies; of a
   * federation address the part before the star counts, in any case.
   *
   * @throws org.corridor.domain.Retryable when the register does not answer
   */
  Map<BeneficiaryAddress, Account> find(Collection<? extends BeneficiaryAddress> addresses);
}
