package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.Signer;
import org.corridor.ledger.state.SignerKey;
import org.corridor.ledger.store.CloseRows;
import org.corridor.ledger.store.HistoryId;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.PreconditionType;
import org.stellar.sdk.xdr.Preconditions;
import org.stellar.sdk.xdr.SequenceNumber;
import org.stellar.sdk.xdr.Transaction;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionV1Envelope;
import org.stellar.sdk.xdr.Uint32;
import org.stellar.sdk.xdr.XdrUnsignedInteger;

/**
 * Hands malformed transactions to the ledger as a client would, and watches that nothing but the
 * answers that are made for them comes back.
 *
 * <p>The state is that which a recorded network ended with, in which one more key may sign for
 * everybody. An input is a recorded envelope with bytes changed, cut, doubled or taken from
 * another, or no envelope at all. It goes through the decoding of a submission; what is an envelope
 * still goes through the check of a submission; many are given a right sequence number, a fee and a
 * signature first, so that they are applied, indexed and shown.
 */
final class EnvelopeFuzz {
  private static final String RECORDING = "/recordings/12-deep-everything.jsonl.gz";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The state is set back after so many inputs, lest they wear it out. */
  private static final int INPUTS_PER_STATE = 20_000;

  private static final int ADOPTED_OF = 4;
  private static final int LENGTH_RANDOM_MAX = 700;
  private static final int MUTATIONS_MAX = 6;
  private static final int SIGNERS_MAX = 20;
  private static final int WEIGHT_MAX = 255;
  private static final int FAILURES_MAX = 5;

  /** What decoding may allocate, whatever lengths the bytes announce. */
  private static final long DECODING_BYTES_MAX = 1 << 20;

  private static final int[] NUMBERS = {
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    10,
    19,
    20,
    21,
    64,
    65,
    100,
    101,
    0x100,
    1000,
    0xffff,
    0x7fffffff,
    0x80000000,
    -1,
    -2,
    1 << 20,
    1 << 30
  };

  private final long seed;
  private final Random random;
  private final KeyPair key;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<byte[]> corpus = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private NetworkParameters network;
  private LedgerMachine machine;
  private LedgerHeader header;
  private Bytes headerHash;
  private List<Entry> entries;
  private long mostAllocated;

  EnvelopeFuzz(long seed) throws IOException {
    this.seed = seed;
    random = new Random(seed);
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 7);
    key = KeyPair.fromSecretSeed(secret);
    load();
    restore();
  }

  /** Uncaught errors with the inputs that caused them, at most a few; empty is what we want. */
  List<String> failures() {
    return failures;
  }

  /** How many inputs ended how. */
  Map<String, Long> outcomes() {
    return outcomes;
  }

  /** The most bytes that decoding an input allocated. */
  long mostAllocated() {
    return mostAllocated;
  }

  private void load() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Objects.requireNonNull(EnvelopeFuzz.class.getResourceAsStream(RECORDING))),
                StandardCharsets.UTF_8))) {
      JsonNode genesis = MAPPER.readTree(lines.readLine());
      network = NetworkParameters.stellar(genesis.get("passphrase").textValue());
      machine = LedgerMachine.genesis(network);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode close = MAPPER.readTree(line);
        if (close.get("kind").textValue().equals("close")) {
          close(close);
        }
      }
    }
    header = machine.header();
    headerHash = machine.headerHash();
    entries = new ArrayList<>();
    machine.read(
        view -> {
          view.forEach(Entry.class, entry -> entries.add(signable(entry)));
          return entries.size();
        });
  }

  private void close(JsonNode close) throws IOException {
    List<TransactionEnvelope> applied = new ArrayList<>();
    for (JsonNode one : close.get("applied")) {
      String envelope = one.get("envelope").textValue();
      corpus.add(Base64.getDecoder().decode(envelope));
      applied.add(TransactionEnvelope.fromXdrBase64(envelope));
    }
    for (JsonNode one : close.get("refused")) {
      corpus.add(Base64.getDecoder().decode(one.get("envelope").textValue()));
    }
    machine.close(applied, close.get("closeTime").longValue());
  }

  /** The same entry; if it is an account, our key may sign for it. */
  private Entry signable(Entry entry) {
    if (!(entry instanceof Account account) || account.signers().size() == SIGNERS_MAX) {
      return entry;
    }
    SignerKey ours = SignerKey.ofAccount(AccountId.of(key.getPublicKey()));
    List<Signer> signers = new ArrayList<>(account.signers());
    signers.add(new Signer(ours, WEIGHT_MAX, null));
    signers.sort(java.util.Comparator.comparing(Signer::key));
    return account.withSigners(signers).withSubEntries(account.subEntries() + 1);
  }

  private void restore() {
    machine = LedgerMachine.restore(network, header, headerHash, entries);
  }

  /** Tries so many inputs, or until a few have failed. */
  void run(long inputs) {
    for (long i = 1; i <= inputs && failures.size() < FAILURES_MAX; i++) {
      if (i % INPUTS_PER_STATE == 0) {
        restore();
      }
      byte[] input = random.nextInt(16) == 0 ? noise() : mutated();
      try {
        outcomes.merge(outcome(input), 1L, Long::sum);
      } catch (RuntimeException | Error e) {
        java.io.StringWriter trace = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(trace));
        failures.add(
            "seed "
                + seed
                + ", input "
                + i
                + ": "
                + Base64.getEncoder().encodeToString(input)
                + "\n"
                + trace);
        restore();
      }
    }
  }

  private String outcome(byte[] input) {
    TransactionEnvelope envelope;
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      envelope = Submissions.decode(text(input));
    } catch (Problem e) {
      return e.status() == 400 ? "not an envelope" : "status " + e.status();
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      mostAllocated = Math.max(mostAllocated, allocated);
      if (allocated > DECODING_BYTES_MAX) {
        throw new IllegalStateException("decoding allocated " + allocated + " bytes");
      }
    }
    if (!Arrays.equals(Xdr.bytes(envelope), input)) {
      throw new IllegalStateException("an envelope with two encodings");
    }
    if (random.nextInt(ADOPTED_OF) == 0) {
      adopt(envelope);
    }
    long time = LedgerJson.closeTime(machine.header()) + 1;
    machine.hashOf(envelope);
    AccountId source = AccountId.of(Xdr.source(envelope));
    long pending = machine.read(view -> view.account(source).map(Account::sequence).orElse(0L));
    if (machine.refuse(envelope, time, pending).isPresent()) {
      return "refused";
    }
    return applied(machine.close(List.of(envelope), time));
  }

  /** Base64 of the input, now and then with a character that does not belong there. */
  private String text(byte[] input) {
    String text = Base64.getEncoder().encodeToString(input);
    if (random.nextInt(200) == 0) {
      int at = random.nextInt(text.length() + 1);
      return text.substring(0, at) + (char) random.nextInt(0x300) + text.substring(at);
    }
    return text;
  }

  private String applied(ClosedLedger closed) {
    CloseRows.of(closed, (key, value) -> Objects.requireNonNull(value));
    AppliedTransaction done = closed.applied().getFirst();
    int ledger = closed.header().getLedgerSeq().getUint32().getNumber().intValue();
    StoredTransaction stored =
        new StoredTransaction(
            HistoryId.of(ledger, 1, 0),
            LedgerJson.closeTime(closed.header()),
            done.hash().toArray(),
            done.bytes().envelope(),
            done.bytes().result(),
            done.bytes().meta(),
            done.bytes().feeChanges());
    Json.bytes(TransactionJson.of(stored, "", null));
    Applied shown = new Applied(stored);
    for (int i = 0; i < shown.operations(); i++) {
      Json.bytes(OperationJson.of(shown, i, "", true));
      for (Effect effect : Effects.of(shown, i)) {
        Json.bytes(effect.json(1, 1, 1, ""));
      }
      for (Trades.Trade trade : Trades.of(shown, i)) {
        Json.bytes(trade.json(true, ""));
      }
    }
    return shown.successful() ? "applied, succeeded" : "applied, failed";
  }

  /** Makes a transaction one that the ledger may charge, if its source exists. */
  private void adopt(TransactionEnvelope envelope) {
    if (envelope.getDiscriminant() != EnvelopeType.ENVELOPE_TYPE_TX) {
      return;
    }
    TransactionV1Envelope v1 = envelope.getV1();
    Transaction tx = v1.getTx();
    AccountId source = AccountId.of(tx.getSourceAccount());
    Optional<Account> account = machine.read(view -> view.account(source));
    if (account.isEmpty()) {
      return;
    }
    long next = account.get().sequence() + 1;
    tx.setSeqNum(new SequenceNumber(new Int64(next)));
    tx.setFee(new Uint32(new XdrUnsignedInteger(100L * Math.max(1, tx.getOperations().length))));
    if (random.nextBoolean()) {
      Preconditions none = new Preconditions();
      none.setDiscriminant(PreconditionType.PRECOND_NONE);
      tx.setCond(none);
    }
    byte[] hash = machine.hashOf(envelope).toArray();
    v1.setSignatures(new DecoratedSignature[] {key.signDecorated(hash)});
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(LENGTH_RANDOM_MAX)];
    random.nextBytes(noise);
    byte[] begun = corpus.get(random.nextInt(corpus.size()));
    int length = random.nextInt(1 + Math.min(begun.length, noise.length));
    System.arraycopy(begun, 0, noise, 0, random.nextBoolean() ? length : 0);
    return noise;
  }

  private byte[] mutated() {
    byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
    for (int i = random.nextInt(MUTATIONS_MAX); i > 0 && input.length > Integer.BYTES; i--) {
      input = mutated(input);
    }
    return input;
  }

  private byte[] mutated(byte[] input) {
    int at = random.nextInt(input.length);
    int word = random.nextInt(input.length / Integer.BYTES) * Integer.BYTES;
    ByteBuffer words = ByteBuffer.wrap(input);
    switch (random.nextInt(9)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 1 -> input[at] = (byte) random.nextInt();
      case 2 -> words.putInt(word, NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> words.putInt(word, words.getInt(word) + random.nextInt(7) - 3);
      case 4 -> words.putInt(word, random.nextInt());
      case 5 -> {
        return Arrays.copyOf(input, at); // cut
      }
      case 6 -> {
        return joined(input, word, input, Math.max(0, word - 4 * random.nextInt(20))); // doubled
      }
      case 7 -> {
        return joined(input, word, input, Math.min(input.length, word + 4 * random.nextInt(20)));
      }
      default -> {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length / Integer.BYTES) * Integer.BYTES;
        int length =
            Math.min(4 * random.nextInt(30), Math.min(other.length - from, input.length - word));
        System.arraycopy(other, from, input, word, length);
      }
    }
    return input;
  }

  /** The beginning of one and the rest of another. */
  private static byte[] joined(byte[] one, int until, byte[] other, int from) {
    byte[] joined = Arrays.copyOf(one, until + other.length - from);
    System.arraycopy(other, from, joined, until, other.length - from);
    return joined;
  }
}
