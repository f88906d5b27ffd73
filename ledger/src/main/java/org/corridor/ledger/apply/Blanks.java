package org.corridor.ledger.apply;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.stellar.sdk.xdr.OperationResult;
import org.stellar.sdk.xdr.OperationResultCode;
import org.stellar.sdk.xdr.OperationType;
import org.stellar.sdk.xdr.XdrDataInputStream;

/**
 * What stands for an operation that was not tried because another one failed before: a success of
 * its type in which everything is zero, as in stellar-core's results before they are filled in.
 */
final class Blanks {
  /** Longer than any of them: the largest holds an offer. */
  private static final int LENGTH_MAX = 256;

  private static final Map<OperationType, OperationResult> BLANKS = blanks();

  private Blanks() {}

  static OperationResult of(OperationType type) {
    OperationResult blank = BLANKS.get(type);
    if (blank == null) {
      throw new IllegalArgumentException("not in protocol 19: " + type);
    }
    return blank;
  }

  private static Map<OperationType, OperationResult> blanks() {
    Map<OperationType, OperationResult> blanks = new EnumMap<>(OperationType.class);
    for (OperationType type : OperationType.values()) {
      if (type.getValue() <= OperationType.LIQUIDITY_POOL_WITHDRAW.getValue()) {
        blanks.put(type, blank(type));
      }
    }
    return blanks;
  }

  private static OperationResult blank(OperationType type) {
    // The network treats the passive offer as a sell offer, results included.
    OperationType reported =
        type == OperationType.CREATE_PASSIVE_SELL_OFFER ? OperationType.MANAGE_SELL_OFFER : type;
    byte[] bytes =
        ByteBuffer.allocate(LENGTH_MAX)
            .putInt(OperationResultCode.opINNER.getValue())
            .putInt(reported.getValue())
            .array();
    try {
      return OperationResult.decode(new XdrDataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }
}
