package org.corridor.adapters.interbank;

import java.util.Collection;
import java.util.List;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.payment.Uetr;

/**
 * Port: what we, as the receiving bank, agreed to. Kept before the other bank is told, for as long
 * as money may arrive or somebody may ask.
 */
public interface AgreementBook {
  /** What is kept about these payments; those without an entry are missing. One look-up. */
  List<Entry> find(Collection<Uetr> payments);

  /**
   * Keeps entries, in one transaction. Where a payment has an entry already, that one stays; when
   * both have the same hash, its agreement runs until the later of both expiries.
   *
   * @return what is kept, in the order of the entries
   * @throws org.corridor.domain.Retryable when nobody can tell whether it is kept
   */
  List<Entry> recordOrGet(List<Entry> entries);

  /**
   * One agreement.
   *
   * @param attachment what was agreed on; its hash is that of the agreement
   */
  record Entry(Attachment attachment, Agreement agreement) {
    /** Checks that both belong together. */
    public Entry {
      org.corridor.domain.Invariant.require(
          attachment.hash().equals(agreement.attachmentHash()), "an agreement has its own hash");
    }
  }
}
