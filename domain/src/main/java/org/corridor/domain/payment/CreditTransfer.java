package org.corridor.domain.payment;

import java.time.LocalDate;
import java.util.List;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.jspecify.annotations.Nullable;

/**
 * One credit transfer, whatever message it came in: the canonical form that every codec reads into
 * and every stage works on. Compared component by component to tell a repetition from a conflict.
 *
 * @param uetr the payment's identity
 * @param messageId identification of the message that carried it (GrpHdr/MsgId, field 20)
 * @param instructionId the instructing party's reference, when told
 * @param endToEndId the debtor's reference, {@code NOTPROVIDED} when there is none
 * @param settlementAmount what is to be moved, in the currency in which the sender pays; positive
 * @param settlementDate the interbank settlement or requested execution date
 * @param instructedAmount what the debtor instructed, when it differs; its currency is the one to
 *     deliver
 * @param chargeBearer who bears the charges
 * @param instructingBank who instructs us: the debtor's bank or a correspondent
 * @param debtor who pays
 * @param debtorAccount his account, when told
 * @param debtorBank his bank
 * @param creditor who gets the money
 * @param beneficiary how the creditor's account is addressed
 * @param creditorBank the bank that holds it
 * @param purpose ISO external purpose code, when told
 * @param remittance unstructured remittance information, in order
 */
public record CreditTransfer(
    Uetr uetr,
    String messageId,
    @Nullable String instructionId,
    String endToEndId,
    Money settlementAmount,
    LocalDate settlementDate,
    @Nullable Money instructedAmount,
    ChargeBearer chargeBearer,
    Bic instructingBank,
    Party debtor,
    @Nullable AccountReference debtorAccount,
    Bic debtorBank,
    Party creditor,
    BeneficiaryAddress beneficiary,
    Bic creditorBank,
    @Nullable String purpose,
    List<String> remittance) {
  /** Longest reference (ISO 20022 Max35Text). */
  public static final int REFERENCE_MAX = 35;

  /** Most lines of remittance information. */
  public static final int REMITTANCE_LINES_MAX = 20;

  /** Checks what no component can check alone. */
  public CreditTransfer {
    requireReference("message-id", messageId);
    requireReference("end-to-end-id", endToEndId);
    if (instructionId != null) {
      requireReference("instruction-id", instructionId);
    }
    if (settlementAmount.isZero() || instructedAmount != null && instructedAmount.isZero()) {
      throw new Malformed("amount.positive", ReasonCode.AM01, "amount must be above zero");
    }
    if (!settlementAmount.isPositive()
        || instructedAmount != null && !instructedAmount.isPositive()) {
      throw new Malformed("amount.positive", ReasonCode.AM12, "amount must be above zero");
    }
    remittance = List.copyOf(remittance);
    if (remittance.size() > REMITTANCE_LINES_MAX) {
      throw new Malformed(
          "remittance.lines", ReasonCode.RR07, "at most " + REMITTANCE_LINES_MAX + " lines");
    }
  }

  private static void requireReference(String what, String reference) {
    if (reference.isBlank() || reference.length() > REFERENCE_MAX) {
      throw new Malformed(
          "reference." + what, ReasonCode.CH16, what + " must have 1 to 35 characters");
    }
  }

  /**
   * The name of the first component in which another transfer differs, or null when both are equal.
   *
   * @param other a transfer with the same key
   */
  public @Nullable String firstDifference(CreditTransfer other) {
    for (var component : CreditTransfer.class.getRecordComponents()) {
      try {
        Object mine = component.getAccessor().invoke(this);
        Object theirs = component.getAccessor().invoke(other);
        if (!java.util.Objects.equals(mine, theirs)) {
          return component.getName();
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("record components are readable", e);
      }
    }
    return null;
  }
}
