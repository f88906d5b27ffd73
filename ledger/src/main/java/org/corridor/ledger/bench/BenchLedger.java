package org.corridor.ledger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.crypto.SignatureSigner;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.corridor.ledger.node.Submission;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.Xdr;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.TransactionEnvelope;

/** A ledger on disk with the default cadence, and the means to fill it with accounts and offers. */
final class BenchLedger implements AutoCloseable {
  private static final String PASSPHRASE = "Corridor bench";
  private static final int OPERATIONS_MAX = 100;
  private static final int SETUP_IN_FLIGHT = 300;

  private final Path folder;
  private final boolean temporary;
  private final LedgerNode node;
  private final Bytes networkId;
  private final SignatureSigner signer = new SignatureSigner();
  private final Purse root;
  private final Deque<CompletableFuture<Integer>> pending = new ArrayDeque<>();

  private BenchLedger(Path folder, boolean temporary, InstantSource clock) {
    this.folder = folder;
    this.temporary = temporary;
    NetworkParameters network = NetworkParameters.stellar(PASSPHRASE);
    // How fast it can go, not how often the protocol lets it close.
    NodeSettings settings = NodeSettings.of(network, folder).ahead(Duration.ofDays(1));
    node = LedgerNode.start(settings, clock);
    networkId = Bytes.of(network.networkId());
    root = Purse.of(network.networkId());
    readSequences(List.of(root));
  }

  static BenchLedger start(@Nullable Path data, InstantSource clock) {
    try {
      Path folder = data == null ? Files.createTempDirectory("corridor-bench") : data;
      return new BenchLedger(folder, data == null, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the ledger", e);
    }
  }

  LedgerNode node() {
    return node;
  }

  Purse root() {
    return root;
  }

  /** Signs an account's next transaction; the bytes as a client sends them. */
  byte[] signed(Purse purse, Operation... operations) {
    return Xdr.bytes(purse.sign(networkId, signer, operations));
  }

  /** Submits without waiting for the close, but with few in flight. */
  void submit(Purse purse, Operation... operations) {
    TransactionEnvelope envelope = purse.sign(networkId, signer, operations);
    Submission submission = node.submit(envelope);
    if (!(submission instanceof Submission.Pending accepted)) {
      throw new IllegalStateException("the ledger would not take a transaction: " + submission);
    }
    pending.add(accepted.closed());
    if (pending.size() > SETUP_IN_FLIGHT) {
      pending.remove().join();
    }
  }

  /** Submits operations in transactions of 100. */
  void submit(Purse purse, List<Operation> operations) {
    for (int from = 0; from < operations.size(); from += OPERATIONS_MAX) {
      int to = Math.min(from + OPERATIONS_MAX, operations.size());
      submit(purse, operations.subList(from, to).toArray(Operation[]::new));
    }
  }

  /** Waits until everything submitted is durable. */
  void settle() {
    while (!pending.isEmpty()) {
      pending.remove().join();
    }
  }

  /** Creates accounts with this many stroops each and waits until they are there. */
  void create(List<Purse> purses, long balance) {
    List<Operation> operations = new ArrayList<>(purses.size());
    purses.forEach(purse -> operations.add(Operations.createAccount(purse.id(), balance)));
    submit(root, operations);
    settle();
    readSequences(purses);
  }

  private void readSequences(List<Purse> purses) {
    node.read(
        view -> {
          for (Purse purse : purses) {
            purse.setSequence(view.account(purse.id()).map(Account::sequence).orElseThrow());
          }
          return purses;
        });
  }

  @Override
  public void close() {
    node.close();
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
