package org.corridor.adapters.interbank;

import static org.corridor.adapters.interbank.Wire.need;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.corridor.adapters.interbank.Wire.Person;
import org.corridor.adapters.interbank.Wire.Question;
import org.corridor.adapters.interbank.Wire.Sheet;
import org.corridor.adapters.interbank.Wire.Sum;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/** Between the domain's types and the bodies on the wire. Reading throws {@link Malformed}. */
final class Forms {
  private Forms() {}

  static Question question(BeneficiaryAddress address) {
    String kind = address.kind();
    return switch (address) {
      case NameAtBank(String name, String domain) ->
          new Question(kind, name, domain, null, null, null);
      case AccountAtBank(AccountReference account, Bic bank) ->
          new Question(kind, null, null, account.identifier(), null, null);
      case NationalId(String country, String number) ->
          new Question(kind, null, null, null, country, number);
      case MobileNumber(String number) -> new Question(kind, null, null, null, null, number);
    };
  }

  static BeneficiaryAddress address(Question question, Bic bank) {
    return switch (need(question.kind(), "kind")) {
      case "name*bank" ->
          new NameAtBank(need(question.name(), "name"), need(question.domain(), "domain"));
      case "account" ->
          new AccountAtBank(AccountReference.of(need(question.account(), "account")), bank);
      case "national-id" ->
          new NationalId(need(question.country(), "country"), need(question.number(), "number"));
      case "mobile" -> new MobileNumber(need(question.number(), "number"));
      default ->
          throw new Malformed("interbank.kind", ReasonCode.BE06, "kind of address is not known");
    };
  }

  static Sheet sheet(Attachment a) {
    return new Sheet(
        a.salt(),
        a.uetr().value(),
        a.endToEndId(),
        a.sender().value(),
        a.from().value(),
        a.receiver().value(),
        a.to().value(),
        a.accountId(),
        a.delivered().getCurrencyCode(),
        sum(a.settlement()),
        sum(a.instructed()),
        sum(a.expected()),
        a.chargeBearer().name(),
        a.settlementDate().toString(),
        person(a.debtor()),
        a.debtorAccount(),
        a.debtorBank().value(),
        person(a.creditor()),
        a.purpose(),
        a.remittance());
  }

  static Attachment attachment(Sheet s) {
    List<String> remittance = s.remittance();
    return new Attachment(
        need(s.salt(), "salt"),
        new Uetr(need(s.uetr(), "uetr")),
        need(s.endToEndId(), "endToEndId"),
        new Bic(need(s.sender(), "sender")),
        new LedgerAddress(need(s.from(), "from")),
        new Bic(need(s.receiver(), "receiver")),
        new LedgerAddress(need(s.to(), "to")),
        need(s.account(), "account"),
        Money.currency(need(s.delivered(), "delivered")),
        money(need(s.settlement(), "settlement")),
        s.instructed() == null ? null : money(s.instructed()),
        s.expected() == null ? null : money(s.expected()),
        chargeBearer(need(s.chargeBearer(), "chargeBearer")),
        date(need(s.settlementDate(), "settlementDate")),
        party(need(s.debtor(), "debtor")),
        s.debtorAccount(),
        new Bic(need(s.debtorBank(), "debtorBank")),
        party(need(s.creditor(), "creditor")),
        s.purpose(),
        remittance == null ? List.of() : present(remittance));
  }

  private static @Nullable Sum sum(@Nullable Money money) {
    return money == null
        ? null
        : new Sum(money.amount().toPlainString(), money.currency().getCurrencyCode());
  }

  private static Money money(Sum sum) {
    Money money = Money.of(need(sum.amount(), "amount"), need(sum.currency(), "currency"));
    if (!money.isPositive()) {
      throw new Malformed("amount.positive", ReasonCode.AM12, "amount must be above zero");
    }
    return money;
  }

  private static Person person(Party party) {
    LocalDate birth = party.birthDate();
    return new Person(
        party.name(),
        party.addressLines(),
        party.country(),
        birth == null ? null : birth.toString(),
        party.identifier());
  }

  private static Party party(Person person) {
    List<String> address = person.address();
    return new Party(
        need(person.name(), "name"),
        address == null ? List.of() : present(address),
        person.country(),
        person.birthDate() == null ? null : date(person.birthDate()),
        person.identifier());
  }

  /** JSON can hold null where a line must be. */
  private static List<String> present(List<String> lines) {
    for (String line : lines) {
      need(line, "line");
    }
    return lines;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Malformed("interbank.date", ReasonCode.DT01, "not a date of the form 2026-01-31");
    }
  }

  private static ChargeBearer chargeBearer(String text) {
    try {
      return ChargeBearer.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new Malformed(
          "interbank.charge-bearer", ReasonCode.CH16, "charge bearer is not one of the code set");
    }
  }
}
