package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.store.HistoryFlag;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Subject;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionResult;

/** What fees were offered and charged, per operation, in the last few ledgers. */
final class FeeStatistics {
  private static final int LEDGERS = 5;
  private static final int TRANSACTIONS_MAX = 10_000;
  private static final int[] PERCENTILES = {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99};
  private static final int CAPACITY_DECIMALS = 2;

  private FeeStatistics() {}

  static ObjectNode of(LedgerNode node) {
    LedgerStore store = node.history();
    int last = node.last();
    LedgerHeader header = store.ledger(last).orElseThrow().decodedHeader();
    long baseFee = LedgerJson.number(header.getBaseFee());
    List<Long> charged = new ArrayList<>();
    List<Long> offered = new ArrayList<>();
    store.scan(
        Subject.EVERYTHING,
        HistoryId.ofLedger(Math.max(0, last - LEDGERS + 1)),
        HistoryId.ofLedger(last + 1),
        true,
        (id, flags) -> {
          if ((flags & HistoryFlag.TRANSACTION) != 0) {
            store.transaction(id).ifPresent(stored -> add(stored, charged, offered));
          }
          return charged.size() < TRANSACTIONS_MAX;
        });
    long capacity = 0;
    long used = 0;
    for (int ledger = Math.max(1, last - LEDGERS + 1); ledger <= last; ledger++) {
      var stored = store.ledger(ledger);
      if (stored.isPresent()) {
        used += stored.get().allOperations();
        capacity += LedgerJson.number(header.getMaxTxSetSize());
      }
    }
    ObjectNode answer = Json.object();
    answer.put("last_ledger", Integer.toString(last));
    answer.put("last_ledger_base_fee", Long.toString(baseFee));
    answer.put("ledger_capacity_usage", usage(used, capacity));
    answer.set("fee_charged", distribution(charged, baseFee));
    answer.set("max_fee", distribution(offered, baseFee));
    return answer;
  }

  private static void add(StoredTransaction stored, List<Long> charged, List<Long> offered) {
    TransactionEnvelope envelope = LedgerStore.envelope(stored);
    TransactionResult result =
        Xdr.trusted(() -> TransactionResult.fromXdrByteArray(stored.result()));
    long operations = Xdr.operations(envelope).length;
    if (envelope.getDiscriminant() == EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP) {
      operations++; // a fee bump counts as one more
    }
    charged.add(result.getFeeCharged().getInt64() / operations);
    offered.add(Xdr.maxFee(envelope) / operations);
  }

  private static String usage(long used, long capacity) {
    if (capacity == 0) {
      return "0";
    }
    BigDecimal usage =
        BigDecimal.valueOf(used)
            .divide(BigDecimal.valueOf(capacity), CAPACITY_DECIMALS, RoundingMode.HALF_UP);
    return usage.signum() == 0 ? "0" : usage.stripTrailingZeros().toPlainString();
  }

  private static ObjectNode distribution(List<Long> fees, long baseFee) {
    List<Long> sorted = new ArrayList<>(fees.isEmpty() ? List.of(baseFee) : fees);
    Collections.sort(sorted);
    ObjectNode node = Json.object();
    node.put("max", sorted.getLast().toString());
    node.put("min", sorted.getFirst().toString());
    node.put("mode", Long.toString(mode(sorted)));
    for (int percentile : PERCENTILES) {
      int rank = (sorted.size() * percentile + 99) / 100;
      node.put("p" + percentile, sorted.get(Math.max(0, rank - 1)).toString());
    }
    return node;
  }

  private static long mode(List<Long> sorted) {
    Map<Long, Integer> counts = new HashMap<>();
    long mode = sorted.getFirst();
    for (long fee : sorted) {
      int count = counts.merge(fee, 1, Integer::sum);
      if (count > counts.getOrDefault(mode, 0)) {
        mode = fee;
      }
    }
    return mode;
  }
}
