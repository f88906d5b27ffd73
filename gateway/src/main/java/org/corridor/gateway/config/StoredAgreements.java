package org.corridor.gateway.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.corridor.adapters.interbank.AgreementBook;
import org.corridor.adapters.persistence.AttachmentTable;
import org.corridor.domain.Invariant;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.IncomingStore;
import org.jspecify.annotations.Nullable;

/** Keeps what we agree to as the receiving bank: the attachment, and what may therefore arrive. */
final class StoredAgreements implements AgreementBook {
  private final UnitOfWork work;
  private final AttachmentTable attachments;
  private final IncomingStore incoming;

  StoredAgreements(UnitOfWork work, AttachmentTable attachments, IncomingStore incoming) {
    this.work = work;
    this.attachments = attachments;
    this.incoming = incoming;
  }

  @Override
  public List<Entry> find(Collection<Uetr> payments) {
    return work.in(
        () -> attachments.find(payments).values().stream().map(StoredAgreements::entry).toList());
  }

  @Override
  public List<Entry> recordOrGet(List<Entry> entries) {
    return work.in(
        () -> {
          attachments.keep(
              entries.stream()
                  .map(
                      e ->
                          new AttachmentTable.Row(
                              e.attachment(), e.agreement().agreedAt(), e.agreement().expiresAt()))
                  .toList());
          Map<Uetr, AttachmentTable.Row> kept =
              attachments.find(entries.stream().map(e -> e.attachment().uetr()).toList());
          incoming.recordAgreements(
              kept.values().stream().map(StoredAgreements::expected).toList());
          return entries.stream().map(e -> entry(kept(kept.get(e.attachment().uetr())))).toList();
        });
  }

  private static AttachmentTable.Row kept(AttachmentTable.@Nullable Row row) {
    Invariant.require(row != null, "what was kept can be found");
    return java.util.Objects.requireNonNull(row);
  }

  private static Entry entry(AttachmentTable.Row row) {
    return new Entry(
        row.attachment(), new Agreement(row.attachment().hash(), row.agreedAt(), row.expiresAt()));
  }

  private static IncomingAgreement expected(AttachmentTable.Row row) {
    Attachment agreed = row.attachment();
    return new IncomingAgreement(
        agreed.uetr(),
        agreed.hash(),
        agreed.accountId(),
        agreed.delivered(),
        agreed.expected(),
        agreed.from(),
        agreed.debtor().name(),
        agreed.debtorBank(),
        agreed.endToEndId(),
        row.agreedAt(),
        row.expiresAt());
  }
}
