package org.corridor.ledger.apply;

import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;
import org.stellar.sdk.xdr.TransactionResultCode;

/** A transaction that one network has read and hashed, once for all that is done with it. */
public final class SignedTransaction {
  private final Frame frame;

  SignedTransaction(Frame frame) {
    this.frame = frame;
  }

  Frame frame() {
    return frame;
  }

  /**
   * Returns a result without results of operations, for what is not even tried.
   *
   * @param fee in stroops; what it would have taken, where the code is about the fee
   */
  public static TransactionResult refused(TransactionResultCode code, long fee) {
    TransactionResult.TransactionResultResult union =
        new TransactionResult.TransactionResultResult();
    union.setDiscriminant(code);
    TransactionResult.TransactionResultExt ext = new TransactionResult.TransactionResultExt();
    ext.setDiscriminant(0);
    TransactionResult result = new TransactionResult();
    result.setFeeCharged(new Int64(fee));
    result.setResult(union);
    result.setExt(ext);
    return result;
  }

  /** Returns what its signatures cover. */
  public Bytes hash() {
    return frame.hash();
  }

  /** Returns the transaction as it came. */
  public TransactionEnvelope envelope() {
    return frame.envelope();
  }

  /** Returns the account whose sequence number it uses. */
  public AccountId source() {
    return frame.acting().source();
  }

  /** Returns whether it pays a higher fee for a transaction that is signed already. */
  public boolean bumpsFee() {
    return frame instanceof FeeBumpFrame;
  }

  /** Returns the account that pays the fee. */
  public AccountId feeSource() {
    return frame.feeSource();
  }

  /** Returns the sequence number that it uses. */
  public long sequence() {
    return frame.acting().sequence();
  }

  /** Returns how many operations it has. */
  public int operations() {
    return frame.acting().feeUnits();
  }

  /** Returns how many base fees it costs at least. */
  public int feeUnits() {
    return frame.feeUnits();
  }

  /** Returns the most that it may be charged, in stroops. */
  public long feeBid() {
    return frame.feeBid();
  }
}
