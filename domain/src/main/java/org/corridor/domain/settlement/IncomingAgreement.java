package org.corridor.domain.settlement;

import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import org.corridor.domain.Invariant;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * What we, as the receiving bank, agreed to (travel rule): which payment may arrive, with which
 * memo, for whom. What arrives is credited by this and by nothing else.
 *
 * @param uetr the payment
 * @param memoHash SHA-256 of the attachment, 64 lower-case hexadecimal characters
 * @param accountId our reference of the beneficiary's account
 * @param currency the account's currency, in which it must arrive
 * @param expected the exact amount that must arrive, when the sending bank could tell it (no
 *     conversion, or the delivered side is fixed); null when the order books decide: then any
 *     amount above zero, in one payment
 * @param sender the sending bank's account on the ledger
 * @param debtorName who pays, for the creditor; personal data
 * @param debtorBank his bank
 * @param endToEndId the debtor's reference
 * @param agreedAt when we agreed
 * @param expiresAt the last moment at which the ledger may close on it
 */
public record IncomingAgreement(
    Uetr uetr,
    String memoHash,
    String accountId,
    Currency currency,
    @Nullable Money expected,
    LedgerAddress sender,
    String debtorName,
    Bic debtorBank,
    String endToEndId,
    Instant agreedAt,
    Instant expiresAt) {
  private static final int HASH_LENGTH = 64;

  /** Checks what the matching relies on. */
  public IncomingAgreement {
    Invariant.require(
        memoHash.length() == HASH_LENGTH && memoHash.equals(memoHash.toLowerCase(Locale.ROOT)),
        "a memo hash is 64 lower-case hexadecimal characters");
    Invariant.require(
        expected == null || expected.isPositive() && expected.currency().equals(currency),
        "what is expected is positive and in the account's currency");
  }

  @Override
  public String toString() {
    return "IncomingAgreement[" + uetr + "]";
  }
}
