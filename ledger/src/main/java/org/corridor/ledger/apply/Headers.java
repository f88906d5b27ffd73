package org.corridor.ledger.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.LedgerTransaction.Totals;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.Hash;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.StellarValue;
import org.stellar.sdk.xdr.StellarValueType;
import org.stellar.sdk.xdr.TimePoint;
import org.stellar.sdk.xdr.UpgradeType;

/** Headers of ledgers. */
final class Headers {
  private static final int GENESIS_BASE_FEE = 100;
  private static final int GENESIS_BASE_RESERVE = 100_000_000;
  private static final int GENESIS_SET_SIZE = 100;
  private static final int HASH_LENGTH = 32;
  private static final int[] SKIPS = {50, 5_000, 50_000, 500_000};

  private Headers() {}

  /** What a close puts in its header. */
  record Closing(
      long closeTime, Bytes txSetHash, Bytes resultHash, Bytes stateHash, Totals totals) {}

  static LedgerHeader genesis(NetworkParameters parameters) {
    LedgerHeader header = new LedgerHeader();
    header.setLedgerVersion(XdrValues.uint32(0));
    header.setPreviousLedgerHash(zero());
    header.setScpValue(value(zero(), 0));
    header.setTxSetResultHash(zero());
    header.setBucketListHash(zero());
    header.setLedgerSeq(XdrValues.uint32(1));
    header.setTotalCoins(new Int64(parameters.totalCoins()));
    header.setFeePool(new Int64(0L));
    header.setInflationSeq(XdrValues.uint32(0));
    header.setIdPool(XdrValues.uint64(0));
    header.setBaseFee(XdrValues.uint32(GENESIS_BASE_FEE));
    header.setBaseReserve(XdrValues.uint32(GENESIS_BASE_RESERVE));
    header.setMaxTxSetSize(XdrValues.uint32(GENESIS_SET_SIZE));
    header.setSkipList(new Hash[] {zero(), zero(), zero(), zero()});
    header.setExt(noExtension());
    return header;
  }

  static LedgerHeader next(
      LedgerHeader last, Bytes lastHash, NetworkParameters parameters, Closing closing) {
    int ledger = XdrValues.int32(last.getLedgerSeq()) + 1;
    LedgerHeader header = new LedgerHeader();
    header.setLedgerVersion(XdrValues.uint32(parameters.protocol()));
    header.setPreviousLedgerHash(hash(lastHash));
    header.setScpValue(value(hash(closing.txSetHash()), closing.closeTime()));
    header.setTxSetResultHash(hash(closing.resultHash()));
    header.setBucketListHash(hash(closing.stateHash()));
    header.setLedgerSeq(XdrValues.uint32(ledger));
    header.setTotalCoins(new Int64(closing.totals().totalCoins()));
    header.setFeePool(new Int64(closing.totals().feePool()));
    header.setInflationSeq(last.getInflationSeq());
    header.setIdPool(XdrValues.uint64(closing.totals().idPool()));
    header.setBaseFee(XdrValues.uint32(parameters.baseFee()));
    header.setBaseReserve(XdrValues.uint32(parameters.baseReserve()));
    header.setMaxTxSetSize(XdrValues.uint32(parameters.maxTxSetSize()));
    header.setSkipList(skips(last.getSkipList(), ledger, hash(closing.stateHash())));
    header.setExt(noExtension());
    return header;
  }

  /** The state hashes of 50, 5,000, 50,000 and 500,000 ledgers ago, moved on at each round one. */
  private static Hash[] skips(Hash[] old, int ledger, Hash stateHash) {
    Hash[] skips = old.clone();
    if (ledger % SKIPS[0] != 0) {
      return skips;
    }
    int depth = 1;
    int rest = ledger - SKIPS[0];
    while (depth < SKIPS.length && rest > 0 && rest % SKIPS[depth] == 0) {
      rest -= SKIPS[depth];
      depth++;
    }
    for (int i = depth - 1; i > 0; i--) {
      skips[i] = skips[i - 1];
    }
    skips[0] = stateHash;
    return skips;
  }

  private static StellarValue value(Hash txSetHash, long closeTime) {
    StellarValue value = new StellarValue();
    value.setTxSetHash(txSetHash);
    value.setCloseTime(new TimePoint(XdrValues.uint64(closeTime)));
    value.setUpgrades(new UpgradeType[0]);
    StellarValue.StellarValueExt ext = new StellarValue.StellarValueExt();
    ext.setDiscriminant(StellarValueType.STELLAR_VALUE_BASIC);
    value.setExt(ext);
    return value;
  }

  static long closeTime(LedgerHeader header) {
    return XdrValues.int64(header.getScpValue().getCloseTime().getTimePoint());
  }

  static Totals totals(LedgerHeader header) {
    return new Totals(
        header.getTotalCoins().getInt64(),
        header.getFeePool().getInt64(),
        XdrValues.int64(header.getIdPool()));
  }

  static Bytes hashOf(LedgerHeader header) {
    try {
      return Bytes.of(Digests.sha256(header.toXdrByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  private static Hash zero() {
    return new Hash(new byte[HASH_LENGTH]);
  }

  private static Hash hash(Bytes bytes) {
    return new Hash(bytes.toArray());
  }

  private static LedgerHeader.LedgerHeaderExt noExtension() {
    LedgerHeader.LedgerHeaderExt ext = new LedgerHeader.LedgerHeaderExt();
    ext.setDiscriminant(0);
    return ext;
  }
}
