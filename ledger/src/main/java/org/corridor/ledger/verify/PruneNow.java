package org.corridor.ledger.verify;

import java.nio.file.Path;
import org.corridor.ledger.store.LedgerStore;

/** Prunes a ledger that no process is running. */
public final class PruneNow {
  private PruneNow() {}

  /**
   * Leaves out the transactions of all ledgers but the last so many.
   *
   * @param keep how many ledgers' transactions stay
   * @return the oldest ledger whose transactions are kept now
   * @throws org.corridor.ledger.store.StoreException when the folder holds no ledger or is in use
   */
  public static int keepLast(Path folder, int keep) {
    String passphrase;
    try (LedgerStore looked = LedgerStore.openReadOnly(folder)) {
      passphrase = looked.passphrase();
    }
    try (LedgerStore store = LedgerStore.open(folder, passphrase)) {
      int through = store.last() - keep;
      if (through >= store.elder()) {
        if (store.snapshot(through).isEmpty()) {
          byte[] hash = store.ledger(through).orElseThrow().hash();
          store.keep(PastState.after(store, through).digest(hash));
        }
        store.prune(through);
      }
      return store.elder();
    }
  }
}
