package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.List;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.SignerKey;
import org.corridor.ledger.state.XdrValues;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerBounds;
import org.stellar.sdk.xdr.Preconditions;
import org.stellar.sdk.xdr.PreconditionsV2;
import org.stellar.sdk.xdr.SignerKeyType;
import org.stellar.sdk.xdr.TimeBounds;

/**
 * When a transaction is valid. All numbers but {@code minSequence} are unsigned; 0 means no bound.
 *
 * @param minSequence the least sequence number that the account may have; null for exactly the one
 *     before the transaction's
 * @param minAge how old the account's sequence number must be, in seconds
 * @param minGap how old the account's sequence number must be, in ledgers
 */
record Conditions(
    long minTime,
    long maxTime,
    int minLedger,
    int maxLedger,
    @Nullable Long minSequence,
    long minAge,
    int minGap,
    List<SignerKey> extraSigners) {

  /**
   * When a transaction is looked at.
   *
   * @param ledger the ledger it would be in
   * @param earliest the earliest close time of that ledger
   * @param latest the latest close time of that ledger
   */
  record Moment(int ledger, long earliest, long latest) {}

  static Conditions of(Preconditions xdr) {
    return switch (xdr.getDiscriminant()) {
      case PRECOND_NONE -> of(null, null);
      case PRECOND_TIME -> of(xdr.getTimeBounds(), null);
      case PRECOND_V2 -> of(xdr.getV2().getTimeBounds(), xdr.getV2());
    };
  }

  static Conditions of(@Nullable TimeBounds times, @Nullable PreconditionsV2 v2) {
    long minTime = 0;
    long maxTime = 0;
    if (times != null) {
      minTime = XdrValues.int64(times.getMinTime().getTimePoint());
      maxTime = XdrValues.int64(times.getMaxTime().getTimePoint());
    }
    if (v2 == null) {
      return new Conditions(minTime, maxTime, 0, 0, null, 0, 0, List.of());
    }
    LedgerBounds ledgers = v2.getLedgerBounds();
    List<SignerKey> signers = new ArrayList<>();
    for (org.stellar.sdk.xdr.SignerKey key : v2.getExtraSigners()) {
      signers.add(SignerKey.of(key));
    }
    return new Conditions(
        minTime,
        maxTime,
        ledgers == null ? 0 : XdrValues.int32(ledgers.getMinLedger()),
        ledgers == null ? 0 : XdrValues.int32(ledgers.getMaxLedger()),
        v2.getMinSeqNum() == null ? null : v2.getMinSeqNum().getSequenceNumber().getInt64(),
        XdrValues.int64(v2.getMinSeqAge().getDuration()),
        XdrValues.int32(v2.getMinSeqLedgerGap()),
        signers);
  }

  boolean extraSignersMalformed() {
    boolean twice =
        extraSigners.size() == 2 && extraSigners.getFirst().equals(extraSigners.getLast());
    return twice
        || extraSigners.stream()
            .anyMatch(
                key ->
                    key.type() == SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD
                        && (key.payload() == null || key.payload().length() == 0));
  }

  boolean tooEarly(Moment moment) {
    return Long.compareUnsigned(minTime, moment.earliest()) > 0
        || Integer.compareUnsigned(minLedger, moment.ledger()) > 0;
  }

  boolean tooLate(Moment moment) {
    return (maxTime != 0 && Long.compareUnsigned(maxTime, moment.latest()) < 0)
        || (maxLedger != 0 && Integer.compareUnsigned(maxLedger, moment.ledger()) <= 0);
  }

  /** Returns whether the account's sequence number was set too short a time ago. */
  boolean tooEarlyFor(Account account, Moment moment) {
    long time = moment.earliest();
    if (Long.compareUnsigned(minAge, time) > 0
        || time - minAge < account.extension().sequenceTime()) {
      return true;
    }
    return Integer.compareUnsigned(minGap, moment.ledger()) > 0
        || moment.ledger() - minGap < account.extension().sequenceLedger();
  }

  /** Returns whether a transaction's sequence number does not follow an account's. */
  boolean badSequence(long current, long wanted, int ledger) {
    if (wanted == CreateAccount.startingSequence(ledger)) {
      return true;
    }
    if (minSequence != null) {
      return current < minSequence || current >= wanted;
    }
    return current == Long.MAX_VALUE || current + 1 != wanted;
  }
}
