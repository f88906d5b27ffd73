package org.corridor.adapters.interbank;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.payment.Uetr;

/** The book of agreements in memory. */
final class MemoryAgreements implements AgreementBook {
  private final Map<Uetr, Entry> entries = new HashMap<>();

  @Override
  public synchronized List<Entry> find(Collection<Uetr> payments) {
    return payments.stream().map(entries::get).filter(Objects::nonNull).toList();
  }

  @Override
  public synchronized List<Entry> recordOrGet(List<Entry> fresh) {
    return fresh.stream()
        .map(e -> entries.merge(e.attachment().uetr(), e, MemoryAgreements::kept))
        .toList();
  }

  private static Entry kept(Entry first, Entry later) {
    Agreement a = first.agreement();
    Agreement b = later.agreement();
    return a.attachmentHash().equals(b.attachmentHash()) && b.expiresAt().isAfter(a.expiresAt())
        ? new Entry(
            first.attachment(), new Agreement(a.attachmentHash(), a.agreedAt(), b.expiresAt()))
        : first;
  }
}
