package org.corridor.ledger.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.node.NodeSettings;
import org.corridor.ledger.store.LedgerStore;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.StrKey;
import org.stellar.sdk.xdr.TransactionEnvelope;

/**
 * {@code bench ledger-restart}: how long a ledger with many accounts takes from the start of its
 * process to serving, after it was killed.
 */
public final class RestartBench {
  private static final String PASSPHRASE = "Corridor test network of starting again";
  private static final int OPERATIONS = 100;
  private static final int TRANSACTIONS = 100;
  private static final int KEY_BYTES = 32;
  private static final String FUNDS = "100";
  private static final int PROGRESS_EVERY = 10;
  private static final double NANOS = 1e9;

  private RestartBench() {}

  /**
   * Creates the accounts by transactions, then starts and kills the ledger so many times.
   *
   * @param folder an empty folder
   * @return the times from start to serving, in seconds, ascending
   * @throws IOException when a process cannot be started or the folder cannot be used
   */
  public static List<Double> run(Path folder, int accounts, int starts, PrintStream out)
      throws IOException {
    Files.createDirectories(folder);
    Path data = folder.resolve("data");
    fill(data, accounts, out);
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      long began = System.nanoTime();
      try (LedgerChild ledger =
          LedgerChild.start(
              List.of("-Xmx3g", "-XX:+UseParallelGC"),
              folder.resolve("log"),
              List.of("--passphrase", PASSPHRASE, "--port", "0", "--data", data.toString()))) {
        ledger.awaitReady();
        seconds.add((System.nanoTime() - began) / NANOS);
      }
      out.printf(
          Locale.ROOT, "start %d: %.2f s from process to serving%n", i + 1, seconds.getLast());
    }
    seconds.sort(null);
    out.printf(
        Locale.ROOT,
        "restart with %,d accounts: median %.2f s, worst %.2f s%n",
        accounts,
        seconds.get(seconds.size() / 2),
        seconds.getLast());
    return seconds;
  }

  private static void fill(Path data, int accounts, PrintStream out) {
    NetworkParameters parameters = NetworkParameters.stellar(PASSPHRASE);
    NodeSettings settings = NodeSettings.of(parameters, data).closingOnDemand();
    long closeTime = 1;
    LedgerMachine machine;
    // A node begins the ledger; it is filled without one, as fast as it goes.
    LedgerNode.start(settings, () -> java.time.Instant.EPOCH).close();
    try (LedgerStore store = LedgerStore.open(data, PASSPHRASE)) {
      var last = store.ledger(store.last()).orElseThrow();
      machine =
          LedgerMachine.restore(
              parameters,
              last.decodedHeader(),
              org.corridor.ledger.state.Bytes.of(last.hash()),
              store.entries());
      KeyPair root = KeyPair.fromSecretSeed(parameters.networkId());
      Network network = new Network(PASSPHRASE);
      int created = 0;
      long sequence = 0;
      while (created < accounts) {
        List<TransactionEnvelope> set = new ArrayList<>();
        while (set.size() < TRANSACTIONS && created < accounts) {
          List<Operation> operations = new ArrayList<>();
          while (operations.size() < OPERATIONS && created < accounts) {
            operations.add(new CreateAccountOperation.Builder(address(created++), FUNDS).build());
          }
          set.add(Payer.signed(root, network, sequence++, operations).toEnvelopeXdr());
        }
        store.append(machine.close(set, closeTime++));
        if (closeTime % PROGRESS_EVERY == 0) {
          out.printf(Locale.ROOT, "%,d accounts created%n", created);
          out.flush();
        }
      }
    }
  }

  /** An account that nobody has the key of. */
  private static String address(int number) {
    byte[] key = new byte[KEY_BYTES];
    Arrays.fill(key, (byte) 7);
    ByteBuffer.wrap(key).putInt(number * 0x9E3779B1).putInt(number);
    return StrKey.encodeEd25519PublicKey(key);
  }
}
