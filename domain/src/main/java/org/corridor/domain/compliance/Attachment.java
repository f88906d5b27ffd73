package org.corridor.domain.compliance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * What two banks agree on before money moves (travel rule): who pays whom how much, from where and
 * to where. Only its hash goes on the ledger, as the memo; the salt keeps anybody who guesses the
 * rest from proving it by the hash. The amount delivered is not known yet: the agreement names what
 * the sender pays and the currency that is delivered.
 *
 * @param salt {@value #SALT_DIGITS} hexadecimal digits of chance, chosen by the sender
 * @param uetr the payment
 * @param endToEndId the debtor's reference
 * @param sender the bank that sends the money over the ledger and signs the request
 * @param from its account on the ledger
 * @param receiver the bank that is asked to agree
 * @param to its account on the ledger
 * @param accountId the receiver's own reference of the account to credit
 * @param delivered the currency that will be delivered
 * @param settlement what the sender is to move, in the currency in which it pays
 * @param instructed what the debtor instructed, when it differs
 * @param expected the exact amount that will be delivered, when it is known before the quote
 * @param chargeBearer who bears the charges
 * @param settlementDate the date of settlement that was asked for
 * @param debtor who pays
 * @param debtorAccount the identifier of the debtor's account, when told
 * @param debtorBank the debtor's bank
 * @param creditor who gets the money, as the debtor named him
 * @param purpose ISO external purpose code, when told
 * @param remittance unstructured remittance information, in order
 */
public record Attachment(
    String salt,
    Uetr uetr,
    String endToEndId,
    Bic sender,
    LedgerAddress from,
    Bic receiver,
    LedgerAddress to,
    String accountId,
    Currency delivered,
    Money settlement,
    @Nullable Money instructed,
    @Nullable Money expected,
    ChargeBearer chargeBearer,
    LocalDate settlementDate,
    Party debtor,
    @Nullable String debtorAccount,
    Bic debtorBank,
    Party creditor,
    @Nullable String purpose,
    List<String> remittance) {
  /** Digits of the salt: 128 bits. */
  public static final int SALT_DIGITS = 32;

  /** First line of the canonical form; another form gets another number. */
  private static final String FORM = "corridor-attachment-1";

  /** Checks the salt and copies the lines. */
  public Attachment {
    if (!salt.matches("[0-9a-f]{" + SALT_DIGITS + "}")) {
      throw new Malformed("attachment.salt", ReasonCode.CH16, "salt must be 32 hexadecimal digits");
    }
    if (expected != null && !expected.currency().equals(delivered)) {
      throw new Malformed(
          "attachment.expected", ReasonCode.AM03, "what is expected is not in the currency told");
    }
    remittance = List.copyOf(remittance);
  }

  /**
   * The attachment of a payment.
   *
   * @param request the payment and the account that the receiver named
   * @param sender our bank
   * @param from our account on the ledger
   * @param salt fresh chance
   */
  public static Attachment of(
      TravelRule.Request request, Bic sender, LedgerAddress from, String salt) {
    CreditTransfer transfer = request.transfer();
    Beneficiary beneficiary = request.beneficiary();
    AccountReference account = transfer.debtorAccount();
    return new Attachment(
        salt,
        transfer.uetr(),
        transfer.endToEndId(),
        sender,
        from,
        beneficiary.bank(),
        beneficiary.settlementAddress(),
        beneficiary.accountId(),
        beneficiary.currency(),
        transfer.settlementAmount(),
        transfer.instructedAmount(),
        request.expected(),
        transfer.chargeBearer(),
        transfer.settlementDate(),
        transfer.debtor(),
        account == null ? null : account.identifier(),
        transfer.debtorBank(),
        transfer.creditor(),
        transfer.purpose(),
        transfer.remittance());
  }

  /** The same content under another salt. */
  public Attachment salted(String other) {
    return new Attachment(
        other,
        uetr,
        endToEndId,
        sender,
        from,
        receiver,
        to,
        accountId,
        delivered,
        settlement,
        instructed,
        expected,
        chargeBearer,
        settlementDate,
        debtor,
        debtorAccount,
        debtorBank,
        creditor,
        purpose,
        remittance);
  }

  /**
   * The canonical bytes: per field one line of name, length in bytes and value, so that no two
   * attachments share them. Absent fields have no line.
   */
  public byte[] canonical() {
    StringBuilder text = new StringBuilder(1024).append(FORM).append('\n');
    for (Line line : lines()) {
      int length = line.value.getBytes(StandardCharsets.UTF_8).length;
      text.append(line.name).append(' ').append(length).append(' ').append(line.value).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of the canonical bytes, 64 hexadecimal characters: the ledger memo. */
  public String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The name of the first field, the salt aside, in which another attachment differs. */
  public Optional<String> firstDifference(Attachment other) {
    List<Line> mine = salted(other.salt).lines();
    List<Line> theirs = other.lines();
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      Line one = mine.get(i);
      Line its = theirs.get(i);
      if (!one.equals(its)) {
        // A field that only one has shifts the others: that field is the difference.
        boolean more = mine.stream().noneMatch(line -> line.name.equals(its.name));
        return Optional.of(more ? its.name : one.name);
      }
    }
    if (mine.size() != theirs.size()) {
      return Optional.of((mine.size() > theirs.size() ? mine : theirs).getLast().name);
    }
    return Optional.empty();
  }

  /** The payment as the receiver sees it, for its own screening. */
  public CreditTransfer asTransfer() {
    return new CreditTransfer(
        uetr,
        uetr.value().replace("-", ""),
        null,
        endToEndId,
        settlement,
        settlementDate,
        instructed,
        chargeBearer,
        sender,
        debtor,
        debtorAccount == null ? null : AccountReference.of(debtorAccount),
        debtorBank,
        creditor,
        new BeneficiaryAddress.AccountAtBank(
            new AccountReference.OtherAccount(accountId), receiver),
        receiver,
        purpose,
        remittance);
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>(32);
    lines.add(new Line("salt", salt));
    lines.add(new Line("uetr", uetr.value()));
    lines.add(new Line("end-to-end-id", endToEndId));
    lines.add(new Line("sender", sender.value()));
    lines.add(new Line("from", from.value()));
    lines.add(new Line("receiver", receiver.value()));
    lines.add(new Line("to", to.value()));
    lines.add(new Line("account", accountId));
    lines.add(new Line("delivered", delivered.getCurrencyCode()));
    lines.add(new Line("settlement", settlement.toString()));
    add(lines, "instructed", instructed);
    add(lines, "expected", expected);
    lines.add(new Line("charge-bearer", chargeBearer.name()));
    lines.add(new Line("settlement-date", settlementDate.toString()));
    party(lines, "debtor", debtor);
    add(lines, "debtor.account", debtorAccount);
    lines.add(new Line("debtor.bank", debtorBank.value()));
    party(lines, "creditor", creditor);
    add(lines, "purpose", purpose);
    remittance.forEach(line -> lines.add(new Line("remittance", line)));
    return lines;
  }

  private static void party(List<Line> lines, String role, Party party) {
    lines.add(new Line(role + ".name", party.name()));
    party.addressLines().forEach(line -> lines.add(new Line(role + ".address", line)));
    add(lines, role + ".country", party.country());
    add(lines, role + ".birth-date", party.birthDate());
    add(lines, role + ".identifier", party.identifier());
  }

  private static void add(List<Line> lines, String name, @Nullable Object value) {
    if (value != null) {
      lines.add(new Line(name, value.toString()));
    }
  }

  @Override
  public String toString() {
    return "Attachment[" + uetr + "]";
  }

  private record Line(String name, String value) {}
}
