package org.corridor.adapters.codec.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * A credit transfer while it is being read: components are set as they are found, whatever the
 * message; what is compulsory is asked for at the end, once, for all codecs.
 */
public final class Draft {
  /** What is wrong with it so far. */
  public final Faults faults;

  /** The reference as it was read, for the answer. */
  public @Nullable String endToEndId;

  /** The UETR's text as it was read, for the answer. */
  public @Nullable String uetrText;

  /** See {@link CreditTransfer}. */
  public @Nullable String instructionId;

  /** See {@link CreditTransfer}. */
  public @Nullable Money settlementAmount;

  /** See {@link CreditTransfer}. */
  public @Nullable LocalDate settlementDate;

  /** As the message tells it; left away when it is equal to the settlement amount. */
  public @Nullable Money instructedAmount;

  /** See {@link CreditTransfer}. */
  public @Nullable ChargeBearer chargeBearer;

  /** See {@link CreditTransfer}. */
  public @Nullable Bic instructingBank;

  /** See {@link CreditTransfer}. */
  public @Nullable Party debtor;

  /** See {@link CreditTransfer}. */
  public @Nullable AccountReference debtorAccount;

  /** See {@link CreditTransfer}. */
  public @Nullable Bic debtorBank;

  /** See {@link CreditTransfer}. */
  public @Nullable Party creditor;

  /** The creditor's account, when he is addressed by an account. */
  public @Nullable AccountReference creditorAccount;

  /** How he is addressed, when it is not by an account. */
  public @Nullable BeneficiaryAddress alias;

  /** See {@link CreditTransfer}. */
  public @Nullable Bic creditorBank;

  /** See {@link CreditTransfer}. */
  public @Nullable String purpose;

  /** See {@link CreditTransfer}. */
  public List<String> remittance = List.of();

  /** Begins a reading whose faults are gathered here. */
  public Draft(Faults faults) {
    this.faults = faults;
  }

  /**
   * Finishes the reading.
   *
   * @param messageId the message's identification
   * @param sender who sent it, for the UETR of a message without one
   * @param index the transaction's place in the message, from 0
   * @param fields what the message calls the compulsory components
   * @param bankOfDomain the banks whose domain tells who holds a {@code name*bank} address
   */
  public Decoded.Transaction finish(
      String messageId, String sender, int index, Fields fields, Map<String, Bic> bankOfDomain) {
    if (creditorBank == null && alias instanceof NameAtBank address) {
      creditorBank = bankOfDomain.get(address.domain());
    }
    BeneficiaryAddress beneficiary = alias;
    if (beneficiary == null && creditorAccount != null && creditorBank != null) {
      beneficiary = new AccountAtBank(creditorAccount, creditorBank);
    }
    if (faults.isEmpty()) {
      requireCompulsory(fields);
    }
    if (!faults.isEmpty()) {
      return faulty();
    }
    String reference = Objects.requireNonNull(endToEndId);
    Money settlement = Objects.requireNonNull(settlementAmount);
    try {
      return new Decoded.Transaction.Valid(
          new CreditTransfer(
              uetrText == null
                  ? Uetr.derived(sender, messageId, index, reference)
                  : new Uetr(uetrText),
              messageId,
              instructionId,
              reference,
              settlement,
              Objects.requireNonNull(settlementDate),
              settlement.equals(instructedAmount) ? null : instructedAmount,
              Objects.requireNonNull(chargeBearer),
              Objects.requireNonNull(instructingBank),
              Objects.requireNonNull(debtor),
              debtorAccount,
              Objects.requireNonNull(debtorBank),
              Objects.requireNonNull(creditor),
              Objects.requireNonNull(beneficiary),
              Objects.requireNonNull(creditorBank),
              purpose,
              remittance));
    } catch (Malformed e) {
      faults.add(e.code() == ReasonCode.RR07 ? fields.remittance() : fields.transaction(), e);
      return faulty();
    }
  }

  private void requireCompulsory(Fields fields) {
    present(fields.endToEndId(), endToEndId);
    present(fields.amount(), settlementAmount);
    present(fields.date(), settlementDate);
    present(fields.chargeBearer(), chargeBearer);
    present(fields.debtor(), debtor);
    present(fields.debtorBank(), debtorBank);
    if (debtorBank != null) {
      present(fields.instructingBank(), instructingBank);
    }
    present(fields.creditor(), creditor);
    present(fields.creditorBank(), creditorBank);
    if (alias == null && creditorAccount == null) {
      faults.add(
          fields.creditorAccount(),
          "beneficiary.missing",
          ReasonCode.AC03,
          "neither account nor proxy of the creditor is told");
    }
  }

  private void present(String field, @Nullable Object component) {
    if (component == null) {
      faults.missing(field);
    }
  }

  private Decoded.Transaction faulty() {
    return new Decoded.Transaction.Faulty(endToEndId, uetrText, faults.list());
  }

  /** What a message calls the compulsory components: the field paths of their faults. */
  public record Fields(
      String transaction,
      String endToEndId,
      String amount,
      String date,
      String chargeBearer,
      String instructingBank,
      String debtor,
      String debtorBank,
      String creditor,
      String creditorAccount,
      String creditorBank,
      String remittance) {}
}
