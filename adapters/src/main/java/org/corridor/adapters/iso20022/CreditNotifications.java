package org.corridor.adapters.iso20022;

import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.CreditNotification;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;

/** Writes camt.054.001.08: one booked credit of one account. Thread-safe. */
public final class CreditNotifications {
  private static final int REFERENCE_MAX = CreditTransfer.REFERENCE_MAX;
  private static final int INFORMATION_MAX = 500;

  /** Makes a writer. */
  public CreditNotifications() {}

  /** Writes a notification. */
  public byte[] write(CreditNotification n) {
    XmlOut out = new XmlOut(AnswerType.CAMT_054, "BkToCstmrDbtCdtNtfctn");
    out.open("GrpHdr").leaf("MsgId", n.notificationId(), REFERENCE_MAX);
    out.time("CreDtTm", n.createdAt()).close(1);
    out.open("Ntfctn").leaf("Id", n.notificationId(), REFERENCE_MAX);
    out.time("CreDtTm", n.createdAt());
    out.open("Acct", "Id", "Othr").leaf("Id", n.accountId(), OtherAccount.LENGTH_MAX).close(2);
    out.leaf("Ccy", n.amount().currency().getCurrencyCode());
    out.bank("Svcr", n.servicer().value()).close(1);
    out.open("Ntry").leaf("NtryRef", n.notificationId(), REFERENCE_MAX);
    out.amount("Amt", n.amount()).leaf("CdtDbtInd", "CRDT");
    out.open("Sts").leaf("Cd", "BOOK").close(1);
    out.open("BookgDt").time("DtTm", n.bookedAt()).close(1);
    out.open("ValDt").time("DtTm", n.bookedAt()).close(1);
    // Payments, received credit transfers, cross-border.
    out.open("BkTxCd", "Domn").leaf("Cd", "PMNT");
    out.open("Fmly").leaf("Cd", "RCDT").leaf("SubFmlyCd", "XBCT").close(3);
    details(out, n);
    return out.finish();
  }

  private static void details(XmlOut out, CreditNotification n) {
    out.open("NtryDtls", "TxDtls");
    out.open("Refs").leaf("EndToEndId", n.endToEndId(), REFERENCE_MAX);
    out.leaf("UETR", n.uetr().value()).close(1);
    out.amount("Amt", n.amount()).leaf("CdtDbtInd", "CRDT");
    out.open("RltdPties", "Dbtr", "Pty").leaf("Nm", n.debtorName(), Party.NAME_MAX).close(3);
    out.open("RltdAgts").bank("DbtrAgt", n.debtorBank().value()).close(1);
    // A hash has 64 characters and the references of this message 35.
    out.leaf("AddtlTxInf", "Ledger transaction " + n.ledgerReference(), INFORMATION_MAX);
  }
}
