package org.corridor.adapters.iso20022;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.adapters.codec.check.Draft;
import org.corridor.adapters.codec.check.Faults;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.AccountReference.IbanAccount;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Iban;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/** Turns the texts of one transaction, and of what stands above it, into a credit transfer. */
final class TransferReading {
  private static final int ADDRESS_LINES_MAX = 7;
  private static final int ADDRESS_LINE_CHARS_MAX = 70;
  private static final Set<String> PAYMENT_METHODS = Set.of("TRF", "TRA");

  private final Layout layout;
  private final Values values;
  private final Map<String, Bic> bankOfDomain;

  /** Who sent the message by its header, when there is one. */
  private final @Nullable Bic headerSender;

  TransferReading(
      Layout layout, Values values, Map<String, Bic> bankOfDomain, @Nullable Bic headerSender) {
    this.layout = layout;
    this.values = values;
    this.bankOfDomain = bankOfDomain;
    this.headerSender = headerSender;
  }

  /**
   * Finishes one transaction.
   *
   * @param faults what was wrong with its elements
   * @param created the day of the message's creation, when it could be read
   */
  Decoded.Transaction read(
      Faults faults, String messageId, String sender, int index, @Nullable LocalDate created) {
    Draft draft = new Draft(faults);
    draft.endToEndId = values.get(layout.endToEndId);
    draft.instructionId = values.get(layout.instructionId);
    draft.uetrText = values.get(layout.uetr);
    if (layout.uetr != null) {
      faults.read(layout.uetr.path(), draft.uetrText, Uetr::new);
    }
    amounts(draft);
    LocalDate date = date(faults);
    if (date != null) {
      draft.settlementDate =
          faults.read(layout.date.path(), "", text -> Texts.settlementDate(date, created));
    }
    draft.chargeBearer = chargeBearer(faults);
    checkPaymentMethod(faults);
    draft.debtor = party(layout.debtor, faults);
    draft.debtorAccount = account(layout.debtorAccount, faults);
    draft.debtorBank = bank(layout.debtorBank, faults);
    draft.instructingBank = instructingBank(draft.debtorBank, faults);
    draft.creditor = party(layout.creditor, faults);
    draft.creditorBank = bank(layout.creditorBank, faults);
    beneficiary(draft);
    draft.purpose = faults.read(layout.purpose.path(), values.get(layout.purpose), Texts::purpose);
    draft.remittance = values.all(layout.remittance);
    return draft.finish(messageId, sender, index, layout.names, bankOfDomain);
  }

  private void amounts(Draft draft) {
    Field field = layout.amount;
    if (values.get(field) == null
        && layout.equivalent != null
        && values.get(layout.equivalent) != null) {
      draft.faults.add(
          layout.equivalent.path(),
          "amount.equivalent",
          ReasonCode.AM03,
          "amounts in the equivalent of another currency are not taken");
      return;
    }
    draft.settlementAmount = money(field, draft.faults);
    draft.instructedAmount =
        layout.instructed == null ? null : money(layout.instructed, draft.faults);
  }

  private @Nullable Money money(Field field, Faults faults) {
    String text = values.get(field);
    if (text == null) {
      return null;
    }
    String currency = values.currency(field);
    if (currency == null) {
      faults.add(
          field.path() + "/@Ccy", "currency.missing", ReasonCode.AM11, "amount has no currency");
      return null;
    }
    return faults.read(field.path(), text, amount -> Texts.amount(amount, currency));
  }

  private @Nullable LocalDate date(Faults faults) {
    String day = values.get(layout.date);
    if (day != null) {
      return faults.read(layout.date.path(), day, Texts::date);
    }
    if (layout.dateTime != null) {
      return faults.read(layout.dateTime.path(), values.get(layout.dateTime), Texts::dayOfDateTime);
    }
    return layout.groupDate == null
        ? null
        : faults.read(layout.groupDate.path(), values.get(layout.groupDate), Texts::date);
  }

  private @Nullable ChargeBearer chargeBearer(Faults faults) {
    String text = values.get(layout.chargeBearer);
    Field field = layout.chargeBearer;
    if (text == null && layout.groupChargeBearer != null) {
      field = layout.groupChargeBearer;
      text = values.get(field);
    }
    if (text == null && layout.type.isInitiation()) {
      return ChargeBearer.SLEV;
    }
    return faults.read(field.path(), text, TransferReading::chargeBearer);
  }

  private static ChargeBearer chargeBearer(String text) {
    return switch (text) {
      case "DEBT" -> ChargeBearer.DEBT;
      case "CRED" -> ChargeBearer.CRED;
      case "SHAR" -> ChargeBearer.SHAR;
      case "SLEV" -> ChargeBearer.SLEV;
      default ->
          throw new Malformed(
              "charge-bearer.code", ReasonCode.CH16, "charge bearer is not one of the codes");
    };
  }

  private void checkPaymentMethod(Faults faults) {
    String method = values.get(layout.paymentMethod);
    if (layout.paymentMethod != null && method != null && !PAYMENT_METHODS.contains(method)) {
      faults.add(
          layout.paymentMethod.path(),
          "payment-method.code",
          ReasonCode.CH16,
          "only credit transfers (TRF, TRA) are made here");
    }
  }

  private @Nullable Bic instructingBank(@Nullable Bic debtorBank, Faults faults) {
    Bic bank = layout.instructing == null ? null : bank(layout.instructing, faults);
    if (bank == null && layout.groupInstructing != null) {
      bank = bank(layout.groupInstructing, faults);
    }
    if (bank == null && !layout.type.isInitiation()) {
      bank = headerSender;
    }
    return bank == null ? debtorBank : bank;
  }

  private @Nullable Bic bank(Field field, Faults faults) {
    return faults.read(field.path(), values.get(field), Texts::bic);
  }

  private @Nullable AccountReference account(Layout.AccountFields fields, Faults faults) {
    String iban = values.get(fields.iban());
    if (iban != null) {
      return faults.read(fields.iban().path(), iban, text -> new IbanAccount(new Iban(text)));
    }
    String other = values.get(fields.other());
    return other == null || other.equals(Texts.NOT_PROVIDED)
        ? null
        : faults.read(fields.other().path(), other, AccountReference::of);
  }

  private void beneficiary(Draft draft) {
    Faults faults = draft.faults;
    String proxy = values.get(layout.proxyId);
    if (layout.proxyId != null && proxy != null) {
      draft.alias = faults.read(layout.proxyId.path(), proxy, this::proxy);
      return;
    }
    String other = values.get(layout.creditorAccount.other());
    if (other != null && values.get(layout.creditorAccount.iban()) == null) {
      draft.alias = faults.read(layout.creditorAccount.other().path(), other, Texts::alias);
    }
    if (draft.alias == null) {
      draft.creditorAccount = account(layout.creditorAccount, faults);
    }
  }

  private BeneficiaryAddress proxy(String text) {
    String code = values.get(layout.proxyCode);
    String proprietary = values.get(layout.proxyProprietary);
    if ("TELE".equals(code)) {
      // ISO 20022 writes a hyphen after the country's number: +44-7911123456.
      return new MobileNumber(text.replace("-", ""));
    }
    if ("NIDN".equals(code)) {
      return Texts.nationalId(text, countryOf(layout.creditor));
    }
    if ("FEDERATION".equals(proprietary)) {
      return NameAtBank.parse(text);
    }
    throw new Malformed(
        "proxy.type", ReasonCode.BE06, "proxy must be of type TELE, NIDN or FEDERATION");
  }

  private @Nullable String countryOf(Layout.PartyFields fields) {
    String residence = values.get(fields.residence());
    return residence == null ? values.get(fields.country()) : residence;
  }

  private @Nullable Party party(Layout.PartyFields f, Faults faults) {
    String name = values.get(f.name());
    String residence = values.get(f.residence());
    Field countryAt = residence == null ? f.country() : f.residence();
    String country = faults.read(countryAt.path(), countryOf(f), Texts::country);
    LocalDate born = faults.read(f.birthDate().path(), values.get(f.birthDate()), Texts::date);
    if (name == null) {
      if (faults.isEmpty() && f.equals(layout.creditor)) {
        faults.add(
            f.name().path(), "party.name", ReasonCode.BE22, "the creditor's name is missing");
      } else if (faults.isEmpty()) {
        faults.missing(f.name().path());
      }
      return null;
    }
    return new Party(name, address(f), country, born, identifier(f));
  }

  private @Nullable String identifier(Layout.PartyFields f) {
    for (Field field :
        new Field[] {f.personId(), f.organisationLei(), f.organisationId(), f.organisationBic()}) {
      String text = values.get(field);
      if (text != null && !text.equals(Texts.NOT_PROVIDED)) {
        return text;
      }
    }
    return null;
  }

  /** Joins a structured address as it is written on a letter; free lines come after it. */
  private List<String> address(Layout.PartyFields f) {
    List<String> lines = new ArrayList<>(4);
    join(lines, f.department(), f.subDepartment());
    join(lines, f.street(), f.buildingNumber());
    join(lines, f.buildingName(), f.floor(), f.room());
    join(lines, f.box());
    join(lines, f.postCode(), f.town());
    join(lines, f.townLocation(), f.district(), f.subDivision());
    lines.addAll(values.all(f.lines()));
    while (lines.size() > ADDRESS_LINES_MAX) {
      String last = lines.removeLast();
      lines.set(lines.size() - 1, lines.getLast() + ", " + last);
    }
    return lines;
  }

  private void join(List<String> lines, Field... parts) {
    StringBuilder line = new StringBuilder();
    for (Field part : parts) {
      String text = values.get(part);
      if (text == null) {
        continue;
      }
      if (line.length() + 1 + text.length() > ADDRESS_LINE_CHARS_MAX) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(text);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
  }

  /** Whether the initiation's type has references that are unique within a batch. */
  boolean referencesAreUnique() {
    return layout.type != MessageType.PACS_008;
  }
}
