package org.corridor.ledger.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final long WRITE_BUFFER_BYTES = 32L << 20;
  private static final int BLOOM_BITS = 10;
  private static final int OPEN_FILES_MAX = 512;
  private static final int LOG_FILES_MAX = 2;

  /** Raised when what is written changes its meaning; another format is not read. */
  private static final int FORMAT = 2;

  static {
    // The fields below are native objects.
    RocksDB.loadLibrary();
  }

  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final LRUCache cache;
  private final Options options;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final RocksDB db;
  private volatile int last;

  /** Held by everything that uses native objects, so that none is used after it is freed. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private LedgerStore(Path folder) {
    cache = new LRUCache(BLOCK_CACHE_BYTES);
    options =
        new Options()
            .setCreateIfMissing(true)
            .setMaxOpenFiles(OPEN_FILES_MAX)
            .setKeepLogFileNum(LOG_FILES_MAX)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            // Each write is synced, so a crash tears no record but the last. All other damage to
            // the log is a reason not to start: it would silently lose closes that were answered.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setTableFormatConfig(
                new BlockBasedTableConfig().setFilterPolicy(bloom).setBlockCache(cache));
    try {
      Files.createDirectories(folder);
      db = RocksDB.open(options, folder.toString());
      byte[] sequence = db.get(Keys.LAST);
      last = sequence == null ? 0 : ByteBuffer.wrap(sequence).getInt();
    } catch (IOException | RocksDBException e) {
      throw new StoreException("cannot open the ledger in " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens or creates the store of a network.
   *
   * @throws StoreException when the folder cannot be used, is in use by another process, or holds
   *     the ledger of another network
   */
  public static LedgerStore open(Path folder, String passphrase) {
    LedgerStore store = new LedgerStore(folder);
    byte[] mine = passphrase.getBytes(StandardCharsets.UTF_8);
    byte[] theirs = store.get(Keys.NETWORK);
    if (theirs == null) {
      store.write(
          batch -> {
            batch.put(Keys.NETWORK, mine);
            batch.put(Keys.FORMAT, Keys.number(FORMAT));
          });
      return store;
    }
    String refusal = null;
    if (!Arrays.equals(mine, theirs)) {
      refusal = " holds the ledger of another network";
    } else if (!Arrays.equals(store.get(Keys.FORMAT), Keys.number(FORMAT))) {
      refusal = " holds a ledger in the format of another version";
    }
    if (refusal != null) {
      store.close();
      throw new StoreException(folder + refusal, null);
    }
    return store;
  }

  /** The sequence of the last closed ledger; 0 when nothing has been closed. */
  public int last() {
    return last;
  }

  /** Writes the entries of the ledger before the first close. */
  public void begin(Iterable<LedgerEntry> entries, List<byte[]> keys) {
    Iterator<byte[]> key = keys.iterator();
    write(
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

  /** The transaction with this hash; a fee bump is found by its own and by its inner hash. */
  public Optional<StoredTransaction> transaction(byte[] hash) {
    byte[] position = get(Keys.byHash(hash));
    return position == null ? Optional.empty() : transaction(ByteBuffer.wrap(position).getLong());
  }

  /** The transaction at a position or of the operation at it. */
  public Optional<StoredTransaction> transaction(long id) {
    long of = HistoryId.transactionOf(id);
    byte[] bytes = get(Keys.transaction(of));
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
    byte[] lowest = Keys.history(subject, HistoryId.ledger(ascending ? from : to));
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
  public Iterable<LedgerEntry> entries() {
    return () -> new Entries(db.newIterator());
  }

  private static final class Entries implements Iterator<LedgerEntry> {
    private final RocksIterator rows;

    private Entries(RocksIterator rows) {
      this.rows = rows;
      rows.seek(new byte[] {Keys.ENTRY});
    }

    @Override
    public boolean hasNext() {
      boolean more = rows.isOwningHandle() && rows.isValid() && rows.key()[0] == Keys.ENTRY;
      if (!more) {
        rows.close();
      }
      return more;
    }

    @Override
    public LedgerEntry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] value = rows.value();
      rows.next();
      return Xdr.trusted(() -> LedgerEntry.fromXdrByteArray(value));
    }
  }

  private interface Filling {
    void fill(WriteBatch batch) throws RocksDBException;
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

  private void write(Filling filling) {
    Lock lock = opened();
    try (WriteBatch batch = new WriteBatch()) {
      filling.fill(batch);
      db.write(synced, batch);
    } catch (RocksDBException e) {
      throw new StoreException("cannot write a close: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] get(byte[] key) {
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
