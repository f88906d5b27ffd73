package org.corridor.adapters.swift;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corridor.adapters.codec.check.Draft;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.adapters.swift.FinMessage.FinField;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/** Reads MT103, by our own strict rules. Thread-safe. */
public final class Mt103Reader {
  private static final String TYPE = "103";
  private static final String UETR = "121";
  private static final String VALIDATION_FLAG = "119";
  private static final String REMIT = "REMIT";
  private static final String END_TO_END = "/ROC/";
  private static final String END_OF_REFERENCE = "///";
  private static final int HEADERS_MAX = 64;
  private static final int NAME_LINES_MAX = 4;
  private static final int REMITTANCE_LINES_MAX = 4;
  private static final int AMOUNT_CHARS_MAX = 15;
  private static final Pattern AMOUNT = Pattern.compile("\\d+,\\d*");
  private static final Pattern DATED_AMOUNT = Pattern.compile("(\\d{6})([A-Z]{3})([\\d,]+)");
  private static final Pattern CURRENCY_AMOUNT = Pattern.compile("([A-Z]{3})([\\d,]+)");
  private static final Draft.Fields NAMES =
      new Draft.Fields(
          "4", "70", "32A", "32A", "71A", "2", "50a", "52a", "59a", "59a", "57a", "70");

  private final Map<String, Bic> bankOfDomain;

  /**
   * Makes a reader.
   *
   * @param bankOfDomain which bank a domain of {@code name*bank} addresses belongs to
   */
  public Mt103Reader(Map<String, Bic> bankOfDomain) {
    this.bankOfDomain = Map.copyOf(bankOfDomain);
  }

  /** Whether bytes begin as a FIN message does. */
  public static boolean looksLikeFin(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == '{' && bytes[1] == '1' && bytes[2] == ':';
  }

  /** Reads a message; never throws for what the bytes say. */
  public Decoded read(RawMessage raw) {
    FinMessage message;
    try {
      message = FinMessage.parse(raw.bytes());
    } catch (FinMessage.Broken e) {
      return new Decoded.Unreadable(typeOf(raw.bytes()), null, List.of(e.fault));
    }
    if (!message.type().equals(TYPE) || REMIT.equals(message.userHeader().get(VALIDATION_FLAG))) {
      return new Decoded.Unreadable(
          null,
          null,
          List.of(
              new Fault("2", "message.unknown", ReasonCode.FF01, "of the MT only 103 is taken")));
    }
    Faults faults = new Faults();
    Mt103Fields fields = new Mt103Fields(message.fields(), faults);
    FinField reference = fields.get("20");
    String messageId = reference == null ? null : reference.line().strip();
    if (messageId == null
        || messageId.isEmpty()
        || messageId.length() > CreditTransfer.REFERENCE_MAX) {
      return new Decoded.Unreadable(MessageType.MT103, null, faults.list());
    }
    return new Decoded.Understood(
        MessageType.MT103,
        messageId,
        List.of(transaction(message, fields, messageId, raw.sender(), faults)));
  }

  /** What a message that cannot be taken apart claims to be. */
  private static @Nullable MessageType typeOf(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEADERS_MAX), US_ASCII);
    return head.contains("{2:I103") || head.contains("{2:O103") ? MessageType.MT103 : null;
  }

  private Decoded.Transaction transaction(
      FinMessage message, Mt103Fields fields, String messageId, String sender, Faults faults) {
    Draft draft = new Draft(faults);
    draft.instructionId = messageId;
    draft.uetrText = message.userHeader().get(UETR);
    faults.read(UETR, draft.uetrText, Uetr::new);
    amounts(fields, draft, message.sent());
    bearer(fields, draft);
    draft.instructingBank = message.sender();
    draft.debtorBank = bank(fields.get("52a"), message.sender(), faults);
    draft.creditorBank = bank(fields.get("57a"), message.receiver(), faults);
    FinField debtor = fields.get("50a");
    if (debtor != null) {
      read(debtor, faults, () -> debtor(debtor, draft));
    }
    FinField creditor = fields.get("59a");
    if (creditor != null) {
      read(creditor, faults, () -> creditor(creditor, draft));
    }
    remittance(fields.get("70"), draft);
    checkOthers(fields, faults);
    return draft.finish(messageId, sender, 0, NAMES, bankOfDomain);
  }

  private static void read(FinField field, Faults faults, Runnable reading) {
    try {
      reading.run();
    } catch (Malformed e) {
      faults.add(field.tag(), e);
    }
  }

  private static void amounts(Mt103Fields fields, Draft draft, @Nullable LocalDate sent) {
    Faults faults = draft.faults;
    FinField settled = fields.get("32A");
    if (settled != null) {
      read(
          settled,
          faults,
          () -> {
            Matcher parts = parts(DATED_AMOUNT, settled);
            draft.settlementAmount = money(parts.group(3), parts.group(2));
            draft.settlementDate =
                Texts.settlementDate(Texts.date(FinMessage.isoDate(parts.group(1))), sent);
          });
    }
    FinField instructed = fields.get("33B");
    if (instructed != null) {
      read(instructed, faults, () -> draft.instructedAmount = money(instructed));
    }
    boolean converted =
        draft.instructedAmount != null
            && draft.settlementAmount != null
            && !draft.instructedAmount.currency().equals(draft.settlementAmount.currency());
    FinField rate = fields.get("36");
    if (rate == null && converted) {
      faults.missing("36");
    } else if (rate != null && !converted && faults.isEmpty()) {
      faults.add(
          "36", "mt103.c1", ReasonCode.CH16, "a rate is told and both currencies are the same");
    }
  }

  private static Money money(FinField field) {
    Matcher parts = parts(CURRENCY_AMOUNT, field);
    return money(parts.group(2), parts.group(1));
  }

  private static Money money(String amount, String currency) {
    if (amount.length() > AMOUNT_CHARS_MAX || !AMOUNT.matcher(amount).matches()) {
      throw new Malformed(
          "amount.format",
          ReasonCode.AM12,
          "amount must have a decimal comma and at most 15 characters");
    }
    return Texts.amount(amount.replace(',', '.'), currency);
  }

  private static Matcher parts(Pattern form, FinField field) {
    Matcher parts = form.matcher(field.line());
    if (!parts.matches()) {
      throw new Malformed("field.format", ReasonCode.CH16, "field is not of its form");
    }
    return parts;
  }

  /** Who bears the charges, and the network's rules on what may be told of them. */
  private static void bearer(Mt103Fields fields, Draft draft) {
    FinField field = fields.get("71A");
    if (field == null) {
      return;
    }
    draft.chargeBearer =
        switch (field.line()) {
          case "OUR" -> ChargeBearer.DEBT;
          case "BEN" -> ChargeBearer.CRED;
          default -> ChargeBearer.SHAR;
        };
    for (FinField charge : fields.charges()) {
      read(charge, draft.faults, () -> Money.of(chargeAmount(charge), currency(charge)));
      boolean sendersWithOur = charge.tag().equals("71F") && field.line().equals("OUR");
      boolean receiversWithout = charge.tag().equals("71G") && !field.line().equals("OUR");
      if (sendersWithOur || receiversWithout || fields.get("33B") == null) {
        draft.faults.add(
            charge.tag(),
            "mt103.charges",
            ReasonCode.CH16,
            "these charges cannot be told with this bearer or without field 33B");
      }
    }
  }

  private static String chargeAmount(FinField charge) {
    return parts(CURRENCY_AMOUNT, charge).group(2).replace(',', '.');
  }

  private static String currency(FinField charge) {
    return parts(CURRENCY_AMOUNT, charge).group(1);
  }

  /** A bank by its BIC; where the field is not there, the header's bank stands for it. */
  private static @Nullable Bic bank(@Nullable FinField field, Bic otherwise, Faults faults) {
    if (field == null) {
      return otherwise;
    }
    if (!field.tag().endsWith("A")) {
      faults.add(
          field.tag(),
          "agent.bic",
          ReasonCode.AGNT,
          "this bank must be named by its BIC (option A)");
      return null;
    }
    return faults.read(field.tag(), "", text -> Texts.bic(Mt103Fields.split(field, 1).only()));
  }

  private static void debtor(FinField field, Draft draft) {
    Mt103Fields.Party party =
        Mt103Fields.split(field, field.tag().equals("50A") ? 1 : NAME_LINES_MAX);
    draft.debtor = party(field, party, true);
    if (party.account() != null) {
      draft.debtorAccount = Texts.account(party.account());
    }
  }

  private static void creditor(FinField field, Draft draft) {
    Mt103Fields.Party party =
        Mt103Fields.split(field, field.tag().equals("59A") ? 1 : NAME_LINES_MAX);
    draft.creditor = party(field, party, false);
    if (party.account() != null) {
      draft.alias = Texts.alias(party.account());
      draft.creditorAccount = draft.alias == null ? Texts.account(party.account()) : null;
    }
  }

  private static Party party(FinField field, Mt103Fields.Party party, boolean debtor) {
    if (field.tag().endsWith("A")) {
      Bic bic = Texts.bic(party.only());
      return new Party(bic.value(), List.of(), null, null, bic.value());
    }
    if (party.lines().isEmpty()) {
      throw new Malformed("party.name", debtor ? ReasonCode.CH21 : ReasonCode.BE22, "no name");
    }
    return field.tag().endsWith("F")
        ? NumberedParty.read(party.lines(), debtor)
        : new Party(
            party.lines().getFirst().strip(),
            party.lines().stream().skip(1).map(String::strip).toList(),
            null,
            null,
            null);
  }

  /** Takes the end-to-end identification out of the remittance information, as CBPR+ puts it in. */
  private static void remittance(@Nullable FinField field, Draft draft) {
    draft.endToEndId = Texts.NOT_PROVIDED;
    if (field == null) {
      return;
    }
    List<String> lines = new ArrayList<>(field.lines());
    if (lines.size() > REMITTANCE_LINES_MAX) {
      draft.faults.add(
          "70",
          "remittance.lines",
          ReasonCode.RR07,
          "more than " + REMITTANCE_LINES_MAX + " lines");
    }
    if (lines.getFirst().startsWith(END_TO_END)) {
      String all = String.join("", lines).substring(END_TO_END.length());
      int end = all.indexOf(END_OF_REFERENCE);
      String rest = "";
      String reference = lines.removeFirst().substring(END_TO_END.length());
      if (end >= 0 && end <= CreditTransfer.REFERENCE_MAX) {
        reference = all.substring(0, end);
        int used = END_TO_END.length() + end + END_OF_REFERENCE.length();
        lines = new ArrayList<>(field.lines());
        while (!lines.isEmpty() && used >= lines.getFirst().length()) {
          used -= lines.removeFirst().length();
        }
        rest = lines.isEmpty() ? "" : lines.removeFirst().substring(used);
      }
      if (!rest.isBlank()) {
        lines.addFirst(rest);
      }
      String read = draft.faults.read("70", reference, Texts::reference);
      draft.endToEndId = read == null ? reference : read;
    }
    draft.remittance = lines.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  /** What is not read is checked all the same: a bank that we do not need is still a bank. */
  private static void checkOthers(Mt103Fields fields, Faults faults) {
    for (String name : List.of("51A", "53a", "54a", "55a", "56a")) {
      FinField field = fields.get(name);
      if (field != null && field.tag().endsWith("A")) {
        read(field, faults, () -> Texts.bic(Mt103Fields.split(field, 1).only()));
      }
    }
    if (fields.get("56a") != null && fields.get("57a") == null) {
      faults.add(
          "57a", "mt103.c10", ReasonCode.CH21, "with an intermediary the creditor's bank is told");
    }
    lines(fields.get("72"), 6, faults);
    lines(fields.get("77B"), 3, faults);
  }

  private static void lines(@Nullable FinField field, int max, Faults faults) {
    if (field != null && field.lines().size() > max) {
      faults.add(field.tag(), "field.lines", ReasonCode.CH16, "more than " + max + " lines");
    }
  }
}
