package org.corridor.ledger.apply;

import java.math.BigInteger;
import org.corridor.ledger.apply.Conditions.Moment;
import org.corridor.ledger.apply.Wide.Rounding;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.LedgerTransaction;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.FeeBumpTransaction;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/** A transaction for which another account pays the fee. */
final class FeeBumpFrame extends Frame {
  private final Network network;
  private final Bytes hash;
  private final Signatures signatures;
  private final AccountId feeSource;
  private final long fee;
  private final TransactionFrame inner;

  FeeBumpFrame(Network network, TransactionEnvelope envelope) {
    super(envelope);
    this.network = network;
    FeeBumpTransaction tx = envelope.getFeeBump().getTx();
    this.hash = hash(network, envelope.getFeeBump().getSignatures());
    this.signatures =
        new Signatures(network.verifier(), hash, envelope.getFeeBump().getSignatures());
    this.feeSource = AccountId.of(tx.getFeeSource());
    this.fee = tx.getFee().getInt64();
    TransactionEnvelope innerEnvelope = new TransactionEnvelope();
    innerEnvelope.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_TX);
    innerEnvelope.setV1(tx.getInnerTx().getV1());
    this.inner = new TransactionFrame(network, innerEnvelope);
  }

  @Override
  Bytes hash() {
    return hash;
  }

  @Override
  AccountId feeSource() {
    return feeSource;
  }

  @Override
  TransactionFrame acting() {
    return inner;
  }

  @Override
  long feeBid() {
    return fee;
  }

  @Override
  int feeUnits() {
    return inner.feeUnits() + 1;
  }

  private long minimumFee() {
    return (long) network.baseFee() * feeUnits();
  }

  @Override
  TransactionResult check(LedgerTransaction ledger, Moment moment, long pendingSequence) {
    Verdict outer = new Verdict(minimumFee(), inner.operations());
    Verdict within = new Verdict(0, inner.operations());
    SignatureCheck check = new SignatureCheck(signatures);
    if (payable(ledger, check, outer)) {
      if (check.allUsed()) {
        inner.check(ledger, moment, pendingSequence, false, within);
      } else {
        outer.fail(TransactionResultCode.txBAD_AUTH_EXTRA);
      }
    }
    return outer.toXdr(inner.hash(), within);
  }

  private boolean payable(LedgerTransaction ledger, SignatureCheck check, Verdict verdict) {
    if (fee < minimumFee()) {
      verdict.fail(TransactionResultCode.txINSUFFICIENT_FEE);
      return false;
    }
    // The bump must bid at least as much for each base fee as the transaction inside does.
    BigInteger bid = BigInteger.valueOf(fee).multiply(BigInteger.valueOf(inner.minimumFee()));
    BigInteger innerBid =
        BigInteger.valueOf(inner.feeBid()).multiply(BigInteger.valueOf(minimumFee()));
    if (bid.compareTo(innerBid) < 0) {
      long needed = Wide.divide(innerBid, BigInteger.valueOf(inner.minimumFee()), Rounding.UP);
      verdict.setFeeCharged(needed == Wide.OVERFLOW ? Long.MAX_VALUE : needed);
      verdict.fail(TransactionResultCode.txINSUFFICIENT_FEE);
      return false;
    }
    Account account = ledger.peekAccount(feeSource);
    if (account == null) {
      verdict.fail(TransactionResultCode.txNO_ACCOUNT);
    } else if (!check.enough(account, account.thresholds().low())) {
      verdict.fail(TransactionResultCode.txBAD_AUTH);
    } else if (Balances.available(ledger, account) < fee) {
      verdict.fail(TransactionResultCode.txINSUFFICIENT_BALANCE);
    }
    return verdict.success();
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.actor(ledger, feeSource);
    inner.footprint(ledger, footprint);
  }

  @Override
  TransactionResult apply(
      LedgerTransaction ledger, long baseFee, long feeCharged, MetaBuilder meta) {
    Verdict outer = new Verdict(feeCharged, inner.operations());
    Verdict within = new Verdict(inner.feeAt(baseFee), inner.operations());
    try (LedgerTransaction.Nested nested = ledger.nested()) {
      if (ledger.loadAccount(feeSource) != null) {
        removeOneTimeSigner(ledger, feeSource, hash);
      }
      meta.addBefore(nested.changes());
      nested.commit();
    }
    inner.apply(ledger, false, within, meta);
    return outer.toXdr(inner.hash(), within);
  }
}
