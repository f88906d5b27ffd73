package org.corridor.ledger.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.XdrValues;
import org.corridor.ledger.store.CloseRows;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StateDigest;
import org.corridor.ledger.store.StateSnapshot;
import org.corridor.ledger.store.StoreException;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;

/**
 * Looks whether a stored ledger is what its transactions lead to.
 *
 * <pre>
 *   headers        genesis ─► 2 ─► 3 ─► … ─► last        every hash, every link
 *   transactions             oldest kept ─► … ─► last    against the header's three hashes
 *   replay         genesis or the snapshot ─► … ─► last  every row that a close writes, byte by byte
 *   entries                                      last    all of them, and no other
 * </pre>
 *
 * <p>What was pruned is checked by its headers. The replay starts then from the entries behind the
 * boundary, which are worked out from today's entries and the changes since, and must have the
 * digest that was taken when the boundary was drawn.
 */
public final class Verification {
  private final LedgerStore store;
  private final NetworkParameters network;
  private final Map<Bytes, Pending> pending = new HashMap<>();
  private @Nullable LedgerMachine machine;
  private long transactions;
  private long rows;

  /** What a walk comes to. */
  public sealed interface Outcome {
    /**
     * Everything holds.
     *
     * @param elder the oldest ledger that was applied again
     * @param last the last ledger
     * @param hash the hash of its header, which stands for everything before
     */
    record Holds(int elder, int last, Bytes hash, long transactions, long entries)
        implements Outcome {}

    /**
     * A ledger does not hold, and is the first such.
     *
     * @param ledger 0 when the store cannot be opened at all
     */
    record Broken(int ledger, String what) implements Outcome {}
  }

  /** A header that somebody has kept elsewhere. */
  public record Known(int ledger, Bytes hash) {}

  /** A hash that is found in a later ledger only, where it must then come up. */
  private record Pending(int ledger, Bytes position) {}

  private Verification(LedgerStore store) {
    this.store = store;
    NetworkParameters defaults = NetworkParameters.stellar(store.passphrase());
    // Headers say what the network's figures are, and stand or fall by their hashes.
    LedgerHeader first =
        store.ledger(LedgerStore.FIRST).orElseThrow(Verification::empty).decodedHeader();
    network =
        new NetworkParameters(
            store.passphrase(),
            XdrValues.int32(first.getLedgerVersion()),
            first.getTotalCoins().getInt64(),
            XdrValues.int32(first.getBaseFee()),
            XdrValues.int32(first.getBaseReserve()),
            XdrValues.int32(first.getMaxTxSetSize()),
            defaults.nativeCode());
  }

  private static Fault empty() {
    return new Fault(LedgerStore.FIRST, "the header is missing");
  }

  /**
   * Walks the ledger in a folder, which no process may be writing to meanwhile.
   *
   * @param known a header that the chain must contain, null for none
   */
  public static Outcome run(Path folder, @Nullable Known known) {
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      return new Verification(store).walk(known);
    } catch (Fault e) {
      return new Outcome.Broken(e.ledger(), String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      return new Outcome.Broken(0, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Outcome.Broken(LedgerStore.FIRST, "cannot be read: " + e.getMessage());
    }
  }

  private interface Step {
    void run();
  }

  /** Whatever goes wrong on the way is the ledger's fault. */
  private static void in(int ledger, Step step) {
    try {
      step.run();
    } catch (Fault e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Fault(ledger, "cannot be read or applied: " + e.getMessage());
    }
  }

  private Outcome walk(@Nullable Known known) {
    int elder = store.elder();
    int last = store.last();
    Bytes[] genesis = new Bytes[1];
    in(LedgerStore.FIRST, () -> genesis[0] = LedgerMachine.genesis(network).headerHash());
    Contents contents = new Contents(store, genesis[0]);
    if (elder == LedgerStore.FIRST) {
      machine = LedgerMachine.genesis(network);
    }
    for (int ledger = LedgerStore.FIRST; ledger <= last; ledger++) {
      int at = ledger;
      in(at, () -> check(contents, at));
      if (known != null && known.ledger() == at && !known.hash().equals(contents.lastHash())) {
        throw new Fault(at, "the header is not the one that is known");
      }
    }
    if (known != null && known.ledger() > last) {
      throw new Fault(last, "the ledger ends before the header that is known");
    }
    if (machine == null) {
      in(elder - 1, () -> machine = fromSnapshot(elder - 1));
      for (int ledger = elder; ledger <= last; ledger++) {
        int at = ledger;
        in(at, () -> replay(at));
      }
    }
    in(last, this::requireNothingElse);
    long entries = entries(last);
    return new Outcome.Holds(elder, last, contents.lastHash(), transactions, entries);
  }

  private void check(Contents contents, int ledger) {
    LedgerHeader header = contents.header(ledger);
    if (ledger < store.elder()) {
      rows++;
      StoredLedger stored = store.ledger(ledger).orElseThrow();
      if (ledger < store.swept() && !Arrays.equals(stored.pruned().encode(), stored.encode())) {
        throw new Fault(ledger, "there are counts of what is pruned");
      }
      return;
    }
    contents.transactions(ledger, header);
    if (machine != null) {
      replay(ledger);
    }
  }

  private LedgerMachine fromSnapshot(int ledger) {
    StateSnapshot kept =
        store
            .snapshot(ledger)
            .orElseThrow(() -> new Fault(ledger, "history ends here, and there is no snapshot"));
    byte[] hash = store.ledger(ledger).orElseThrow().hash();
    PastState state = PastState.after(store, ledger);
    requireSame(kept, state.digest(hash));
    List<Entry> entries = new ArrayList<>();
    state.eachEntry(entry -> entries.add(Entry.of(entry)));
    LedgerHeader header = store.ledger(ledger).orElseThrow().decodedHeader();
    return LedgerMachine.restore(network, header, Bytes.of(hash), entries);
  }

  private static void requireSame(StateSnapshot kept, StateSnapshot found) {
    if (!Arrays.equals(kept.headerHash(), found.headerHash())
        || !Arrays.equals(kept.digest(), found.digest())
        || kept.entries() != found.entries()) {
      throw new Fault(kept.ledger(), "the entries are not those of the snapshot");
    }
  }

  private LedgerMachine machine() {
    return Objects.requireNonNull(machine);
  }

  private void replay(int ledger) {
    List<TransactionEnvelope> envelopes = new ArrayList<>();
    for (StoredTransaction transaction : store.transactionsOf(ledger)) {
      envelopes.add(LedgerStore.envelope(transaction));
    }
    LedgerHeader header = store.ledger(ledger).orElseThrow().decodedHeader();
    ClosedLedger closed =
        machine()
            .close(envelopes, XdrValues.int64(header.getScpValue().getCloseTime().getTimePoint()));
    transactions += envelopes.size();
    CloseRows.of(closed, (key, value) -> compare(ledger, key, value));
    store.snapshot(ledger).ifPresent(kept -> requireSame(kept, digest(ledger, closed.hash())));
  }

  private void compare(int ledger, byte[] key, byte[] value) {
    Optional<byte[]> stored = store.row(key);
    if (CloseRows.isHash(key)) {
      Bytes hash = Bytes.of(key);
      Bytes position = Bytes.of(value);
      Bytes found = stored.map(Bytes::of).orElse(Bytes.of(new byte[0]));
      Pending expected = pending.remove(hash);
      rows += expected == null ? 1 : 0;
      if (found.equals(position)) {
        return;
      }
      // The same transaction can be charged twice; the later one is then the one that is found.
      if (found.length() == Long.BYTES && HistoryId.ledger(CloseRows.position(found)) > ledger) {
        pending.put(hash, new Pending(expected == null ? ledger : expected.ledger(), found));
        return;
      }
      throw new Fault(ledger, "a transaction is not found by its hash");
    }
    rows++;
    if (stored.isEmpty() || !Arrays.equals(stored.get(), value)) {
      throw new Fault(ledger, "applying it again gives another " + CloseRows.describe(key));
    }
  }

  private void requireNothingElse() {
    for (Pending left : pending.values()) {
      throw new Fault(left.ledger(), "a transaction is found at another place by its hash");
    }
    if (store.countRows() != rows) {
      throw new Fault(store.last(), "there are rows that no ledger explains");
    }
  }

  private StateSnapshot digest(int ledger, Bytes hash) {
    TreeMap<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
    machine()
        .read(
            view -> {
              view.forEach(
                  Entry.class, entry -> sorted.put(keyOf(entry), Xdr.bytes(entry.toXdr())));
              return sorted.size();
            });
    StateDigest digest = new StateDigest();
    sorted.forEach(digest::add);
    return digest.snapshot(ledger, hash.toArray());
  }

  private static byte[] keyOf(Entry entry) {
    return Xdr.bytes(KeyXdr.encode(entry.key()));
  }

  /** Compares all entries both ways: each that must be there is, and there are no more. */
  private long entries(int last) {
    long[] expected = {0};
    machine()
        .read(
            view -> {
              view.forEach(
                  Entry.class,
                  entry -> {
                    expected[0]++;
                    requireStored(entry);
                  });
              return expected[0];
            });
    long[] stored = {0};
    in(last, () -> store.eachEntry((key, value) -> stored[0]++));
    if (stored[0] != expected[0]) {
      throw new Fault(last, "there are entries that no ledger explains");
    }
    return stored[0];
  }

  private void requireStored(Entry entry) {
    in(
        entry.lastModified(),
        () -> {
          Optional<byte[]> stored = store.entry(keyOf(entry));
          if (stored.isEmpty() || !Arrays.equals(stored.get(), Xdr.bytes(entry.toXdr()))) {
            throw new Fault(
                entry.lastModified(), "it has changed an entry last that is now another");
          }
        });
  }
}
