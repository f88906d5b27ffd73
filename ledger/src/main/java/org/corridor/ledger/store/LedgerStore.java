package org.corridor.ledger.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.EntryChange;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.EntryReader;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.TransactionEnvelope;

/**
 * The ledger on disk. A close is one atomic, synced write: after {@link #append} has returned, no
 * loss of power takes it back; before, a restart finds none of it.
 *
 * <p>One writer; any number of readers. Failures of the disk are {@link StoreException}s.
 */
public final class LedgerStore implements AutoCloseable {
  private static final long BLOCK_CACHE_BYTES = 64L << 20;
  private static final long WRITE_BUFFER_BYTES = 64L << 20;
  private static final int MERGED_FILES = 8;
  private static final int BLOOM_BITS = 10;
  private static final int OPEN_FILES_MAX = 512;
  private static final int LOG_FILES_MAX = 2;

  /** Raised when what is written changes its meaning; another format is not read. */
  private static final int FORMAT = 3;

  /** The first ledger that is closed; the one before is what a network begins with. */
  public static final int FIRST = 2;

  static {
    // The fields below are native objects.
    RocksDB.loadLibrary();
  }

  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final LRUCache cache;
  private final Options options;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions unsynced = new WriteOptions();
  private final RocksDB db;
  private final String passphrase;
  private volatile int last;
  private volatile int elder;

  /** Held by everything that uses native objects, so that none is used after it is freed. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private LedgerStore(Path folder, @Nullable String passphrase) {
    cache = new LRUCache(BLOCK_CACHE_BYTES);
    options =
        new Options()
            .setCreateIfMissing(passphrase != null)
            .setMaxOpenFiles(OPEN_FILES_MAX)
            .setKeepLogFileNum(LOG_FILES_MAX)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            // Rows are mostly new ones with keys by chance: merging them seldom and in large pieces
            // halves what each costs in all.
            .setLevel0FileNumCompactionTrigger(MERGED_FILES)
            .setMaxBytesForLevelBase(MERGED_FILES * WRITE_BUFFER_BYTES)
            .setTargetFileSizeBase(WRITE_BUFFER_BYTES)
            // Each write is synced, so a crash tears no record but the last. All other damage to
            // the log is a reason not to start: closes would be lost that were acknowledged.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setTableFormatConfig(
                new BlockBasedTableConfig().setFilterPolicy(bloom).setBlockCache(cache));
    try {
      if (passphrase != null) {
        Files.createDirectories(folder);
      }
      db = open(options, folder, passphrase == null);
    } catch (IOException | RocksDBException e) {
      throw new StoreException("cannot open the ledger in " + folder + ": " + e.getMessage(), e);
    }
    try {
      this.passphrase = admit(folder, passphrase);
      last = number(Keys.LAST, 0);
      elder = number(Keys.ELDER, FIRST);
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  private static RocksDB open(Options options, Path folder, boolean readOnly)
      throws RocksDBException, IOException {
    try {
      return readOnly
          ? RocksDB.openReadOnly(options, folder.toString())
          : RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
        throw e;
      }
      return LogTail.open(options, folder, readOnly, e);
    }
  }

  /** Looks whether the folder may be used, and marks it when it is new. */
  private String admit(Path folder, @Nullable String mine) {
    byte[] theirs = get(Keys.NETWORK);
    if (theirs == null && mine != null) {
      write(
          true,
          batch -> {
            batch.put(Keys.NETWORK, mine.getBytes(StandardCharsets.UTF_8));
            batch.put(Keys.FORMAT, Keys.number(FORMAT));
          });
      return mine;
    }
    if (theirs == null) {
      throw new StoreException(folder + " holds no ledger", null);
    }
    String network = new String(theirs, StandardCharsets.UTF_8);
    if (mine != null && !mine.equals(network)) {
      throw new StoreException(folder + " holds the ledger of another network", null);
    }
    if (!Arrays.equals(get(Keys.FORMAT), Keys.number(FORMAT))) {
      throw new StoreException(folder + " holds a ledger in the format of another version", null);
    }
    return network;
  }

  /**
   * Opens or creates the store of a network.
   *
   * @throws StoreException when the folder cannot be used, is in use by another process, or holds
   *     the ledger of another network
   */
  public static LedgerStore open(Path folder, String passphrase) {
    return new LedgerStore(folder, passphrase);
  }

  /**
   * Opens a store as it is, without a right to change it.
   *
   * @throws StoreException when the folder cannot be read or holds no ledger
   */
  public static LedgerStore openReadOnly(Path folder) {
    return new LedgerStore(folder, null);
  }

  /** The passphrase of the network whose ledger this is. */
  public String passphrase() {
    return passphrase;
  }

  /** The oldest ledger whose transactions are kept. */
  public int elder() {
    return elder;
  }

  /** The sequence of the last closed ledger; 0 when nothing has been closed. */
  public int last() {
    return last;
  }

  /** Writes the entries of the ledger before the first close. */
  public void begin(Iterable<LedgerEntry> entries, List<byte[]> keys) {
    Iterator<byte[]> key = keys.iterator();
    write(
        true,
        batch -> {
          for (LedgerEntry entry : entries) {
            batch.put(Keys.prefixed(Keys.ENTRY, key.next()), Xdr.bytes(entry));
          }
        });
  }

  /** Writes a close, durably and as a whole. */
  public void append(ClosedLedger closed) {
    int sequence = closed.header().getLedgerSeq().getUint32().getNumber().intValue();
    if (last != 0 && sequence != last + 1) {
      throw new IllegalStateException("ledger " + sequence + " does not follow " + last);
    }
    write(
        true,
        batch -> {
          for (EntryChange change : closed.entries()) {
            byte[] key = Keys.prefixed(Keys.ENTRY, change.key());
            byte[] after = change.after();
            if (after == null) {
              batch.delete(key);
            } else {
              batch.put(key, after);
            }
          }
          CloseRows.of(closed, (key, value) -> put(batch, key, value));
          batch.put(Keys.LAST, Keys.number(sequence));
        });
    last = sequence;
  }

  private static void put(WriteBatch batch, byte[] key, byte[] value) {
    try {
      batch.put(key, value);
    } catch (RocksDBException e) {
      throw new StoreException("cannot collect a close", e);
    }
  }

  /** A closed ledger. */
  public Optional<StoredLedger> ledger(int sequence) {
    byte[] bytes = sequence > last ? null : get(Keys.ledger(sequence));
    return bytes == null ? Optional.empty() : Optional.of(StoredLedger.decode(bytes));
  }

  /** The transactions of a ledger in the order in which they were applied. */
  public List<StoredTransaction> transactionsOf(int sequence) {
    List<StoredTransaction> found = new ArrayList<>();
    byte[] from = Keys.transaction(HistoryId.ofLedger(sequence));
    byte[] to = Keys.transaction(HistoryId.ofLedger(sequence + 1));
    Lock lock = opened();
    try (Slice upper = new Slice(to);
        ReadOptions reading = new ReadOptions().setIterateUpperBound(upper);
        RocksIterator rows = db.newIterator(reading)) {
      for (rows.seek(from); rows.isValid(); rows.next()) {
        long id = ByteBuffer.wrap(rows.key()).getLong(1);
        found.add(StoredTransaction.decode(id, rows.value()));
      }
      rows.status();
      return found;
    } catch (RocksDBException e) {
      throw new StoreException("cannot read ledger " + sequence + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /** The transaction with this hash; a fee bump is found by its own and by its inner hash. */
  public Optional<StoredTransaction> transaction(byte[] hash) {
    byte[] position = get(Keys.byHash(hash));
    return position == null ? Optional.empty() : transaction(ByteBuffer.wrap(position).getLong());
  }

  /** The transaction at a position or of the operation at it. */
  public Optional<StoredTransaction> transaction(long id) {
    long of = HistoryId.transactionOf(id);
    byte[] bytes = HistoryId.ledger(of) < elder ? null : get(Keys.transaction(of));
    return bytes == null ? Optional.empty() : Optional.of(StoredTransaction.decode(of, bytes));
  }

  /** Looks at one position of a subject's history. */
  @FunctionalInterface
  public interface Visitor {
    /** Returns whether to go on. */
    boolean visit(long id, int flags);
  }

  /**
   * Walks a subject's history.
   *
   * @param from where to start, exclusive
   * @param to where to stop, exclusive; pages of one ledger end there
   */
  public void scan(Subject subject, long from, long to, boolean ascending, Visitor visitor) {
    int oldest = Math.max(elder, HistoryId.ledger(ascending ? from : to));
    if (oldest > HistoryId.ledger(ascending ? to : from)) {
      return;
    }
    byte[] lowest = Keys.history(subject, oldest);
    byte[] beyond = Keys.after(Keys.history(subject, HistoryId.ledger(ascending ? to : from)));
    Lock lock = opened();
    try (Slice lower = new Slice(lowest);
        Slice upper = new Slice(beyond);
        ReadOptions reading =
            new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        RocksIterator rows = db.newIterator(reading)) {
      if (ascending) {
        rows.seekToFirst();
      } else {
        rows.seekToLast();
      }
      boolean more = true;
      while (more && rows.isValid()) {
        byte[] key = rows.key();
        int ledger = Keys.ledgerAtEnd(key);
        more = visit(rows.value(), ledger, from, to, ascending, visitor);
        if (ascending) {
          rows.next();
        } else {
          rows.prev();
        }
      }
      rows.status();
    } catch (RocksDBException e) {
      throw new StoreException("cannot read history", e);
    } finally {
      lock.unlock();
    }
  }

  private static boolean visit(
      byte[] row, int ledger, long from, long to, boolean ascending, Visitor visitor) {
    ByteBuffer in = ByteBuffer.wrap(row);
    int entries = row.length / HistoryRows.ENTRY_BYTES;
    for (int i = 0; i < entries; i++) {
      int at = (ascending ? i : entries - 1 - i) * HistoryRows.ENTRY_BYTES;
      long id = HistoryId.join(ledger, in.getInt(at));
      boolean before = ascending ? id <= from : id >= from;
      if (before) {
        continue;
      }
      boolean past = ascending ? id >= to : id <= to;
      if (past || !visitor.visit(id, in.get(at + Integer.BYTES))) {
        return false;
      }
    }
    return true;
  }

  /** Every entry of the last closed ledger, one pass; close the store only afterwards. */
  public Iterable<Entry> entries() {
    return () -> new Entries(db.newIterator());
  }

  private static final class Entries implements Iterator<Entry> {
    private final RocksIterator rows;

    private Entries(RocksIterator rows) {
      this.rows = rows;
      rows.seek(new byte[] {Keys.ENTRY});
    }

    @Override
    public boolean hasNext() {
      boolean more = rows.isOwningHandle() && rows.isValid() && rows.key()[0] == Keys.ENTRY;
      if (!more && rows.isOwningHandle()) {
        try {
          // Rows end where they do, or where the disk fails.
          rows.status();
        } catch (RocksDBException e) {
          throw new StoreException("cannot read the entries: " + e.getMessage(), e);
        }
        rows.close();
      }
      return more;
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] value = rows.value();
      rows.next();
      return EntryReader.entry(value);
    }
  }

  /** Looks at a row. */
  @FunctionalInterface
  public interface RowVisitor {
    /** Takes a row. */
    void visit(byte[] key, byte[] value);
  }

  /** Walks the entries of the last close as XDR, in the order of their keys. */
  public void eachEntry(RowVisitor visitor) {
    each(Keys.ENTRY, null, (key, value) -> visitor.visit(withoutKind(key), value));
  }

  private static byte[] withoutKind(byte[] key) {
    return Arrays.copyOfRange(key, 1, key.length);
  }

  /** The entry of the last close under an XDR key. */
  public Optional<byte[]> entry(byte[] key) {
    return row(Keys.prefixed(Keys.ENTRY, key));
  }

  /** What is stored under a key that {@link CloseRows} gave out. */
  public Optional<byte[]> row(byte[] key) {
    return Optional.ofNullable(get(key));
  }

  /** How many headers there are, and rows of history that may be read. */
  public long countRows() {
    long[] count = {0};
    each(Keys.LEDGER, null, (key, value) -> count[0]++);
    for (byte kind : new byte[] {Keys.TRANSACTION, Keys.BY_HASH, Keys.HISTORY}) {
      each(kind, null, (key, value) -> count[0] += Keys.ledgerOf(key, value) >= elder ? 1 : 0);
    }
    return count[0];
  }

  private void each(byte kind, @Nullable Snapshot at, RowVisitor visitor) {
    Lock lock = opened();
    try (ReadOptions reading = new ReadOptions().setFillCache(false)) {
      if (at != null) {
        reading.setSnapshot(at);
      }
      try (RocksIterator rows = db.newIterator(reading)) {
        for (rows.seek(new byte[] {kind}); rows.isValid(); rows.next()) {
          byte[] key = rows.key();
          if (key[0] != kind) {
            break;
          }
          visitor.visit(key, rows.value());
        }
        rows.status();
      }
    } catch (RocksDBException e) {
      throw new StoreException("cannot read: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /** The digest that was taken of the entries after a close. */
  public Optional<StateSnapshot> snapshot(int ledger) {
    byte[] bytes = get(Keys.snapshot(ledger));
    return bytes == null ? Optional.empty() : Optional.of(StateSnapshot.decode(ledger, bytes));
  }

  /** The ledgers of which there is a digest, oldest first. */
  public List<Integer> snapshots() {
    List<Integer> ledgers = new ArrayList<>();
    each(Keys.SNAPSHOT, null, (key, value) -> ledgers.add(Keys.ledgerAtEnd(key)));
    return ledgers;
  }

  /** Takes and keeps the digest of the last close's entries, while closes go on. */
  public StateSnapshot takeSnapshot() {
    Lock lock = opened();
    Snapshot at = db.getSnapshot();
    try (ReadOptions reading = new ReadOptions().setSnapshot(at)) {
      byte[] sequence = db.get(reading, Keys.LAST);
      if (sequence == null) {
        throw new IllegalStateException("nothing has been closed");
      }
      int ledger = ByteBuffer.wrap(sequence).getInt();
      StateDigest digest = new StateDigest();
      each(Keys.ENTRY, at, (key, value) -> digest.add(withoutKind(key), value));
      StateSnapshot taken = digest.snapshot(ledger, ledger(ledger).orElseThrow().hash());
      keep(taken);
      return taken;
    } catch (RocksDBException e) {
      throw new StoreException("cannot take a snapshot: " + e.getMessage(), e);
    } finally {
      db.releaseSnapshot(at);
      at.close();
      lock.unlock();
    }
  }

  /** Keeps a digest. */
  public void keep(StateSnapshot snapshot) {
    write(true, batch -> batch.put(Keys.snapshot(snapshot.ledger()), snapshot.encode()));
  }

  /**
   * Leaves out all transactions up to a ledger of which there is a digest, and goes on with what an
   * earlier pruning had to leave behind. Headers stay.
   */
  public void prune(int through) {
    if (through >= elder) {
      if (through > last || snapshot(through).isEmpty()) {
        throw new IllegalStateException("no snapshot of ledger " + through);
      }
      write(true, batch -> batch.put(Keys.ELDER, Keys.number(through + 1)));
      elder = through + 1;
    }
    new Pruning(this).sweep(swept(), elder);
  }

  /** The oldest ledger whose rows may still be there, though they are not read. */
  public int swept() {
    return number(Keys.SWEPT, FIRST);
  }

  private int number(byte[] key, int otherwise) {
    byte[] bytes = get(key);
    return bytes == null ? otherwise : ByteBuffer.wrap(bytes).getInt();
  }

  /** Fills a batch. */
  interface Filling {
    void fill(WriteBatch batch) throws RocksDBException;
  }

  static void delete(WriteBatch batch, byte[] key) {
    try {
      batch.delete(key);
    } catch (RocksDBException e) {
      throw new StoreException("cannot collect deletions", e);
    }
  }

  private Lock opened() {
    Lock lock = use.readLock();
    lock.lock();
    if (closed) {
      lock.unlock();
      throw new StoreException("the ledger's store is closed", null);
    }
    return lock;
  }

  void write(boolean durably, Filling filling) {
    Lock lock = opened();
    try (WriteBatch batch = new WriteBatch()) {
      filling.fill(batch);
      db.write(durably ? synced : unsynced, batch);
    } catch (RocksDBException e) {
      throw new StoreException("cannot write a close: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  byte @Nullable [] get(byte[] key) {
    Lock lock = opened();
    try {
      return db.get(key);
    } catch (RocksDBException e) {
      throw new StoreException("cannot read: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /** Decodes a stored envelope. */
  public static TransactionEnvelope envelope(StoredTransaction transaction) {
    return Xdr.trusted(() -> TransactionEnvelope.fromXdrByteArray(transaction.envelope()));
  }

  @Override
  public void close() {
    Lock lock = use.writeLock();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        synced.close();
        unsynced.close();
        db.close();
        options.close();
        cache.close();
        bloom.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
