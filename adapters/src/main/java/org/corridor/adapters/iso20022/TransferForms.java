package org.corridor.adapters.iso20022;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.AccountReference.IbanAccount;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.CreditTransfer;
import org.jspecify.annotations.Nullable;

/** Writes credit transfers as pacs.008.001.08 and pain.001.001.09. Thread-safe. */
public final class TransferForms {
  private static final int ADDRESS_LINE_MAX = 70;
  private static final int ADDRESS_LINES_MAX = 7;
  private static final int IDENTIFIER_MAX = 35;
  private static final int REMITTANCE_MAX = 140;

  /** BaseOneRate: eleven digits, ten of them decimals. */
  private static final int RATE_DECIMALS = 10;

  private static final int RATE_DIGITS = 11;

  /** ISO 3166's user-assigned code for a country that is not known. */
  private static final String COUNTRY_UNKNOWN = "ZZ";

  /** Makes a writer. */
  public TransferForms() {}

  /** Writes transfers of one message as one pacs.008. */
  public byte[] pacs008(List<CreditTransfer> transfers, Instant created) {
    XmlOut out = new XmlOut(MessageType.PACS_008.id(), "FIToFICstmrCdtTrf");
    out.open("GrpHdr").leaf("MsgId", transfers.getFirst().messageId());
    out.time("CreDtTm", created);
    out.leaf("NbOfTxs", Integer.toString(transfers.size()));
    out.leaf("CtrlSum", sum(transfers));
    out.open("SttlmInf").leaf("SttlmMtd", "INDA").close(2);
    for (CreditTransfer t : transfers) {
      out.open("CdtTrfTxInf");
      identification(out, t);
      out.amount("IntrBkSttlmAmt", t.settlementAmount());
      out.leaf("IntrBkSttlmDt", t.settlementDate().toString());
      if (t.instructedAmount() != null) {
        out.amount("InstdAmt", t.instructedAmount());
        out.leaf("XchgRate", rate(t));
      }
      out.leaf("ChrgBr", t.chargeBearer().name());
      out.bank("InstgAgt", t.instructingBank().value());
      debtor(out, t);
      creditor(out, t);
      out.close(1);
    }
    return out.finish();
  }

  /** Writes transfers of one debtor and one date as one pain.001. */
  public byte[] pain001(List<CreditTransfer> transfers, Instant created) {
    CreditTransfer first = transfers.getFirst();
    XmlOut out = new XmlOut(MessageType.PAIN_001_09.id(), "CstmrCdtTrfInitn");
    out.open("GrpHdr").leaf("MsgId", first.messageId());
    out.time("CreDtTm", created);
    out.leaf("NbOfTxs", Integer.toString(transfers.size()));
    out.leaf("CtrlSum", sum(transfers));
    out.open("InitgPty").leaf("Nm", first.debtor().name(), Party.NAME_MAX).close(1);
    if (!first.instructingBank().equals(first.debtorBank())) {
      out.bank("FwdgAgt", first.instructingBank().value());
    }
    out.close(1);
    out.open("PmtInf").leaf("PmtInfId", first.messageId()).leaf("PmtMtd", "TRF");
    out.open("ReqdExctnDt").leaf("Dt", first.settlementDate().toString()).close(1);
    debtor(out, first);
    for (CreditTransfer t : transfers) {
      out.open("CdtTrfTxInf");
      identification(out, t);
      out.open("Amt").amount("InstdAmt", t.settlementAmount()).close(1);
      out.leaf("ChrgBr", t.chargeBearer().name());
      creditor(out, t);
      out.close(1);
    }
    return out.finish();
  }

  private static String sum(List<CreditTransfer> transfers) {
    return transfers.stream()
        .map(t -> t.settlementAmount().amount())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .toPlainString();
  }

  private static void identification(XmlOut out, CreditTransfer t) {
    out.open("PmtId").leaf("InstrId", t.instructionId()).leaf("EndToEndId", t.endToEndId());
    out.leaf("UETR", t.uetr().value()).close(1);
  }

  /** The rate that both amounts imply; left away where the form cannot hold it. */
  private static @Nullable String rate(CreditTransfer t) {
    if (t.instructedAmount() == null
        || t.instructedAmount().currency().equals(t.settlementAmount().currency())) {
      return null;
    }
    BigDecimal rate =
        t.settlementAmount()
            .amount()
            .divide(t.instructedAmount().amount(), RATE_DECIMALS, RoundingMode.HALF_EVEN);
    int decimals = Math.min(RATE_DECIMALS, RATE_DIGITS - (rate.precision() - rate.scale()));
    return rate.signum() == 0 || decimals < 0
        ? null
        : rate.setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
  }

  private static void debtor(XmlOut out, CreditTransfer t) {
    party(out, "Dbtr", t.debtor());
    AccountReference account = t.debtorAccount();
    out.open("DbtrAcct", "Id");
    identifier(out, account == null ? null : account);
    out.close(2);
    out.bank("DbtrAgt", t.debtorBank().value());
  }

  private static void creditor(XmlOut out, CreditTransfer t) {
    out.bank("CdtrAgt", t.creditorBank().value());
    party(out, "Cdtr", t.creditor());
    out.open("CdtrAcct", "Id");
    identifier(out, t.beneficiary() instanceof AccountAtBank a ? a.account() : null);
    out.close(1);
    switch (t.beneficiary()) {
      case AccountAtBank a -> {}
      case NameAtBank n -> proxy(out, "Prtry", "FEDERATION", n.text());
      case NationalId n -> proxy(out, "Cd", "NIDN", n.country() + "/" + n.number());
      case MobileNumber m -> proxy(out, "Cd", "TELE", m.number());
    }
    out.close(1);
    if (t.purpose() != null) {
      out.open("Purp").leaf("Cd", t.purpose()).close(1);
    }
    if (!t.remittance().isEmpty()) {
      out.open("RmtInf");
      t.remittance().forEach(line -> out.leaf("Ustrd", line, REMITTANCE_MAX));
      out.close(1);
    }
  }

  private static void proxy(XmlOut out, String kind, String type, String id) {
    out.open("Prxy", "Tp").leaf(kind, type).close(1).leaf("Id", id).close(1);
  }

  private static void identifier(XmlOut out, @Nullable AccountReference account) {
    if (account instanceof IbanAccount iban) {
      out.leaf("IBAN", iban.identifier());
    } else {
      String id = account == null ? Texts.NOT_PROVIDED : account.identifier();
      out.open("Othr").leaf("Id", id).close(1);
    }
  }

  private static void party(XmlOut out, String element, Party party) {
    out.open(element).leaf("Nm", party.name(), Party.NAME_MAX);
    if (!party.addressLines().isEmpty()) {
      out.open("PstlAdr");
      addressLines(party).forEach(line -> out.leaf("AdrLine", line, ADDRESS_LINE_MAX));
      out.close(1);
    }
    if (party.birthDate() != null) {
      String country = party.country() == null ? COUNTRY_UNKNOWN : party.country();
      out.open("Id", "PrvtId", "DtAndPlcOfBirth").leaf("BirthDt", party.birthDate().toString());
      out.leaf("CityOfBirth", Texts.NOT_PROVIDED).leaf("CtryOfBirth", country).close(1);
      if (party.identifier() != null) {
        out.open("Othr").leaf("Id", party.identifier(), IDENTIFIER_MAX).close(1);
      }
      out.close(2);
    } else if (party.identifier() != null) {
      out.open("Id", "OrgId", "Othr").leaf("Id", party.identifier(), IDENTIFIER_MAX).close(3);
    }
    out.leaf("CtryOfRes", party.country()).close(1);
  }

  /** Lines that are too long for the form are wrapped, as long as there is room. */
  private static List<String> addressLines(Party party) {
    return party.addressLines().stream()
        .flatMap(
            line ->
                java.util.stream.IntStream.iterate(
                        0, i -> i < line.length(), i -> i + ADDRESS_LINE_MAX)
                    .mapToObj(
                        i -> line.substring(i, Math.min(line.length(), i + ADDRESS_LINE_MAX))))
        .limit(ADDRESS_LINES_MAX)
        .toList();
  }
}
