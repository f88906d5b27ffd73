package org.corridor.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.Xdr;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.TransactionEnvelope;

/** A real history of all kinds of operations, written to a folder as a node would write it. */
public final class RecordedLedger {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LedgerStore store;
  private final NetworkParameters network;
  private LedgerMachine machine;

  private RecordedLedger(LedgerStore store, NetworkParameters network) {
    this.store = store;
    this.network = network;
    this.machine = LedgerMachine.genesis(network);
    List<LedgerEntry> entries = new ArrayList<>();
    List<byte[]> keys = new ArrayList<>();
    machine.read(
        view -> {
          view.forEach(
              Entry.class,
              entry -> {
                entries.add(entry.toXdr());
                keys.add(Xdr.bytes(KeyXdr.encode(entry.key())));
              });
          return entries.size();
        });
    store.begin(entries, keys);
  }

  /**
   * Writes a recording.
   *
   * @param restartEvery after so many closes the machine starts again from the store
   * @param afterClose looks at each close
   */
  public static void write(String name, Path folder, int restartEvery, AfterClose afterClose)
      throws IOException {
    List<JsonNode> lines = lines(name);
    JsonNode genesis = lines.getFirst();
    NetworkParameters defaults = NetworkParameters.stellar(genesis.path("passphrase").asText());
    NetworkParameters network =
        new NetworkParameters(
            defaults.passphrase(),
            genesis.path("protocol").asInt(),
            genesis.path("totalCoins").asLong(),
            genesis.path("baseFee").asInt(),
            genesis.path("baseReserve").asInt(),
            defaults.maxTxSetSize(),
            defaults.nativeCode());
    try (LedgerStore store = LedgerStore.open(folder, network.passphrase())) {
      RecordedLedger ledger = new RecordedLedger(store, network);
      int closes = 0;
      for (JsonNode line : lines) {
        if (line.path("kind").asText().equals("close")) {
          ledger.close(line);
          afterClose.look(store);
          closes++;
          if (closes % restartEvery == 0) {
            ledger.restart();
          }
        }
      }
    }
  }

  /** Looks at the store after a close. */
  public interface AfterClose {
    /** Looks. */
    void look(LedgerStore store);
  }

  /** Writes a recording and nothing else. */
  public static void write(String name, Path folder) throws IOException {
    write(name, folder, Integer.MAX_VALUE, store -> {});
  }

  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (var raw =
            Objects.requireNonNull(
                RecordedLedger.class.getResourceAsStream("/recordings/" + name + ".jsonl.gz"));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          lines.add(JSON.readTree(line));
        }
      }
    }
    return lines;
  }

  private void close(JsonNode close) throws IOException {
    List<TransactionEnvelope> envelopes = new ArrayList<>();
    for (JsonNode applied : close.path("applied")) {
      envelopes.add(TransactionEnvelope.fromXdrBase64(applied.path("envelope").asText()));
    }
    store.append(machine.close(envelopes, close.path("closeTime").asLong()));
  }

  private void restart() {
    StoredLedger last = store.ledger(store.last()).orElseThrow();
    machine =
        LedgerMachine.restore(
            network, last.decodedHeader(), Bytes.of(last.hash()), store.entries());
  }
}
