package org.corridor.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.store.StoredLedger;
import org.corridor.ledger.store.StoredTransaction;
import org.corridor.ledger.verify.RecordedLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

@Timeout(300)
class ProofCommandsTest {
  @TempDir Path folder;

  private Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void writeLedger() throws Exception {
    data = folder.resolve("data");
    RecordedLedger.write("02-credit", data);
  }

  private int run(String... args) {
    printed.reset();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return LedgerMain.run(Arrays.asList(args), out, out);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void verifiesAndNamesTheLedgerThatDoesNotHold() throws Exception {
    assertThat(run("verify", "--data", data.toString())).isZero();
    assertThat(printed()).startsWith("ledger holds: headers 2 to ");
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, data.toString())) {
      byte[] key = {'l', 0, 0, 0, 7};
      byte[] row = db.get(key);
      row[row.length - 1] ^= 1;
      db.put(key, row);
    }
    assertThat(run("verify", "--data", data.toString())).isEqualTo(1);
    assertThat(printed()).startsWith("ledger 7 does not hold: ");
    assertThat(run("verify", "--data", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(run("verify", "--data", data.toString(), "--known", "7")).isEqualTo(2);
  }

  @Test
  void provesAndChecksByHeaderByHashAndByFile() throws Exception {
    String hash;
    StoredLedger ledger;
    try (LedgerStore store = LedgerStore.openReadOnly(data)) {
      StoredTransaction transaction = store.transactionsOf(store.last()).getFirst();
      hash = HexFormat.of().formatHex(transaction.hash());
      ledger = store.ledger(store.last()).orElseThrow();
    }
    Path proof = folder.resolve("proof.json");
    assertThat(run("prove", hash, "--data", data.toString(), "--out", proof.toString())).isZero();
    String xdr = Base64.getEncoder().encodeToString(ledger.header());
    String id = HexFormat.of().formatHex(ledger.hash());
    Path file = Files.writeString(folder.resolve("header"), xdr + "\n");
    for (String header : new String[] {xdr, id, file.toString()}) {
      assertThat(run("check", proof.toString(), "--header", header)).as(header).isZero();
      assertThat(printed()).startsWith("accepted: transaction " + hash);
    }
    String other = (id.charAt(0) == 'a' ? "b" : "a") + id.substring(1);
    assertThat(run("check", proof.toString(), "--header", other)).isEqualTo(1);
    assertThat(printed()).startsWith("refused: ");
    byte[] altered = Files.readAllBytes(proof);
    altered[altered.length / 2] ^= 1;
    Files.write(proof, altered);
    assertThat(run("check", proof.toString(), "--header", id)).isEqualTo(1);
    assertThat(run("prove", "00".repeat(32), "--data", data.toString())).isEqualTo(1);
    assertThat(run("prove", "hash", "--data", data.toString())).isEqualTo(2);
    assertThat(run("check", "none", "--header", id)).isEqualTo(2);
  }

  @Test
  void prunesWhatThenStillVerifies() {
    assertThat(run("prune", "--data", data.toString(), "--keep-ledgers", "3")).isZero();
    assertThat(printed()).startsWith("transactions are kept from ledger ");
    assertThat(run("verify", "--data", data.toString())).isZero();
    assertThat(run("prune", "--data", data.toString())).isEqualTo(2);
  }
}
