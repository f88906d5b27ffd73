package org.corridor.ledger.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.corridor.ledger.AppliedTransaction;
import org.corridor.ledger.ClosedLedger;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.TransactionBytes;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.replay.Report.Subject;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.XdrValues;
import org.stellar.sdk.xdr.LedgerEntryChanges;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionMeta;
import org.stellar.sdk.xdr.TransactionResult;

/**
 * Replays recordings of a real network from an empty ledger: the same transactions in the same
 * order must give the same results, headers, changes and final state.
 */
public final class Replay {
  /** How much later than the last one stellar-core lets a ledger close, in seconds. */
  private static final long CLOSE_DELAY_MAX = 10;

  private final Recording recording;
  private final Report report;
  private final LedgerMachine machine;

  private Replay(Recording recording) {
    this.recording = recording;
    this.report = new Report(recording.name());
    JsonNode genesis = recording.genesis();
    NetworkParameters defaults = NetworkParameters.stellar(genesis.path("passphrase").asText());
    this.machine =
        LedgerMachine.genesis(
            new NetworkParameters(
                defaults.passphrase(),
                genesis.path("protocol").asInt(),
                genesis.path("totalCoins").asLong(),
                genesis.path("baseFee").asInt(),
                genesis.path("baseReserve").asInt(),
                defaults.maxTxSetSize(),
                defaults.nativeCode()));
  }

  /**
   * Replays files and prints a report on each.
   *
   * @return 0 when all agree, 1 when any differs, 2 when a file cannot be read
   */
  public static int run(List<Path> files, PrintStream out) {
    int status = 0;
    for (Path file : files) {
      try {
        Report report = replay(file);
        out.println(report);
        status = report.agrees() ? status : Math.max(status, 1);
      } catch (IOException e) {
        out.println(file + ": cannot be read: " + e.getMessage());
        status = 2;
      }
    }
    return status;
  }

  /** Replays one file, compressed if its name ends in {@code .gz}. */
  public static Report replay(Path file) throws IOException {
    return new Replay(Recording.read(file)).replay();
  }

  /** Replays a recording that is not compressed. */
  public static Report replay(String name, InputStream plain) throws IOException {
    return new Replay(Recording.read(name, plain)).replay();
  }

  private Report replay() throws IOException {
    for (JsonNode close : recording.closes()) {
      replay(close);
    }
    machine.read(
        view -> {
          new StateComparison(report, recording.state(), view).run();
          return report;
        });
    return report;
  }

  private void replay(JsonNode close) throws IOException {
    long closeTime = close.path("closeTime").asLong();
    String ledger = "ledger " + close.path("ledger").asText();
    for (JsonNode refused : close.path("refused")) {
      TransactionEnvelope envelope =
          TransactionEnvelope.fromXdrBase64(refused.path("envelope").asText());
      long latest =
          XdrValues.int64(machine.header().getScpValue().getCloseTime().getTimePoint())
              + CLOSE_DELAY_MAX;
      Optional<TransactionResult> result = machine.refuse(envelope, latest, 0);
      String actual = result.isEmpty() ? "acceptable" : result.get().toXdrBase64();
      report.compare(
          Subject.REFUSALS,
          refused.path("error").asText(),
          actual,
          ledger + " " + machine.hashOf(envelope));
    }
    List<TransactionEnvelope> envelopes = new ArrayList<>();
    for (JsonNode applied : close.path("applied")) {
      envelopes.add(TransactionEnvelope.fromXdrBase64(applied.path("envelope").asText()));
    }
    ClosedLedger closed = machine.close(envelopes, closeTime);
    for (int i = 0; i < envelopes.size(); i++) {
      compare(close.path("applied").get(i), closed.applied().get(i), ledger + " transaction " + i);
    }
    compare(close.path("header"), closed.header(), ledger);
  }

  private void compare(JsonNode expected, AppliedTransaction actual, String where)
      throws IOException {
    report.compare(
        Subject.RESULTS,
        expected.path("hash").asText() + " " + expected.path("result").asText(),
        actual.hash() + " " + actual.result().toXdrBase64(),
        where);
    TransactionBytes bytes = actual.bytes();
    MetaComparison.compareFees(
        report,
        expected.path("feeChanges").asText(),
        LedgerEntryChanges.fromXdrByteArray(bytes.feeChanges()),
        where);
    MetaComparison.compareMetas(
        report,
        expected.path("meta").asText(),
        TransactionMeta.fromXdrByteArray(bytes.meta()),
        where);
  }

  private void compare(JsonNode expected, LedgerHeader actual, String where) {
    report.compare(
        Subject.HEADERS,
        expected.path("feePool").asText(),
        actual.getFeePool().getInt64().toString(),
        where + " feePool");
    report.compare(
        Subject.HEADERS,
        expected.path("totalCoins").asText(),
        actual.getTotalCoins().getInt64().toString(),
        where + " totalCoins");
    report.compare(
        Subject.HEADERS,
        expected.path("idPool").asText(),
        actual.getIdPool().getUint64().getNumber().toString(),
        where + " idPool");
    report.compare(
        Subject.HEADERS,
        expected.path("txSetResultHash").asText(),
        Bytes.of(actual.getTxSetResultHash().getHash()).toHex(),
        where + " txSetResultHash");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
