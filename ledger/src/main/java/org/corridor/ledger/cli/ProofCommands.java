package org.corridor.ledger.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.corridor.ledger.proof.InclusionProof;
import org.corridor.ledger.proof.ProofCheck;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.store.LedgerStore;
import org.corridor.ledger.verify.Proofs;
import org.corridor.ledger.verify.PruneNow;
import org.corridor.ledger.verify.Verification;
import org.jspecify.annotations.Nullable;

/** The commands that look at what a ledger has written: verify, prove, check and prune. */
final class ProofCommands {
  private static final int HASH_DIGITS = 64;
  private static final int OK = 200;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final PrintStream out;

  ProofCommands(PrintStream out) {
    this.out = out;
  }

  /** Walks the whole ledger; 0 when it holds. */
  int verify(List<String> args) {
    Options options = new Options(args, Set.of(), Set.of("--data", "--known"), 0);
    Path folder = Path.of(options.required("--data"));
    requireLedger(folder);
    switch (Verification.run(folder, known(options))) {
      case Verification.Outcome.Holds holds -> {
        out.printf(
            "ledger holds: headers %d to %d, applied again from ledger %d: %d transactions,"
                + " %d entries; last hash %s%n",
            LedgerStore.FIRST,
            holds.last(),
            holds.elder(),
            holds.transactions(),
            holds.entries(),
            holds.hash());
        return 0;
      }
      case Verification.Outcome.Broken broken -> {
        out.println(
            broken.ledger() == 0
                ? "ledger does not hold: " + broken.what()
                : "ledger " + broken.ledger() + " does not hold: " + broken.what());
        return LedgerMain.FAILED;
      }
    }
  }

  private static void requireLedger(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Options.Wrong("there is no folder " + folder);
    }
  }

  private static Verification.@Nullable Known known(Options options) {
    if (!options.has("--known")) {
      return null;
    }
    String[] parts = options.required("--known").split(":", 2);
    try {
      if (parts.length == 2 && parts[1].length() == HASH_DIGITS) {
        return new Verification.Known(Integer.parseInt(parts[0]), Bytes.ofHex(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new Options.Wrong("--known takes a ledger's number, a colon and its hash");
  }

  /** Writes the proof for a transaction; 0 when there is one. */
  int prove(List<String> args) throws IOException {
    Options options = new Options(args, Set.of(), Set.of("--data", "--url", "--out"), 1);
    String hash = options.word("hash of the transaction");
    if (!hash.matches("[0-9a-fA-F]{64}")) {
      throw new Options.Wrong("a transaction's hash has " + HASH_DIGITS + " hexadecimal digits");
    }
    byte[] proof =
        options.has("--url")
            ? fetched(options.required("--url"), hash)
            : stored(Path.of(options.required("--data")), hash);
    if (proof == null) {
      out.println("there is no transaction " + hash);
      return LedgerMain.FAILED;
    }
    Path file = Path.of(options.value("--out", hash + ".proof.json"));
    Files.write(file, proof);
    out.println("proof written to " + file);
    return 0;
  }

  private static byte @Nullable [] stored(Path folder, String hash) {
    requireLedger(folder);
    try (LedgerStore store = LedgerStore.openReadOnly(folder)) {
      return Proofs.of(store, Bytes.ofHex(hash).toArray())
          .map(InclusionProof::toBytes)
          .orElse(null);
    }
  }

  private static byte @Nullable [] fetched(String url, String hash) throws IOException {
    String base = url.endsWith("/") ? url : url + "/";
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + "transactions/" + hash + "/proof"))
              .timeout(ANSWER_MAX)
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == OK ? answer.body() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Accepts or refuses a proof; 0 when it is accepted. */
  int check(List<String> args) throws IOException {
    Options options = new Options(args, Set.of(), Set.of("--header"), 1);
    Path file = Path.of(options.word("file with the proof"));
    if (Files.size(file) > InclusionProof.BYTES_MAX) {
      throw new Options.Wrong(file + " is too long for a proof");
    }
    byte[] proof = Files.readAllBytes(file);
    String header = header(options.required("--header"));
    ProofCheck.Verdict verdict =
        header.length() == HASH_DIGITS
            ? ProofCheck.byHash(proof, Bytes.ofHex(header))
            : ProofCheck.byHeader(proof, Base64.getDecoder().decode(header));
    return switch (verdict) {
      case ProofCheck.Verdict.Included included -> {
        out.printf(
            "accepted: transaction %s %s in ledger %d, closed at %s%n",
            included.hash(),
            included.successful() ? "succeeded" : "failed",
            included.ledger(),
            Instant.ofEpochSecond(included.closeTime()));
        yield 0;
      }
      case ProofCheck.Verdict.Refused refused -> {
        out.println("refused: " + refused.reason());
        yield LedgerMain.FAILED;
      }
    };
  }

  /** A header's XDR in base 64 or its hash, as such or as all that is in a file. */
  private static String header(String given) throws IOException {
    boolean plain = given.matches("[0-9a-fA-F]{64}|[A-Za-z0-9+/]{200,}={0,2}");
    String header = plain ? given : Files.readString(Path.of(given)).strip();
    if (!header.matches("[0-9a-fA-F]{64}|[A-Za-z0-9+/]{200,}={0,2}")) {
      throw new Options.Wrong("--header takes a header in base 64, its hash, or a file with one");
    }
    return header;
  }

  /** Leaves out old transactions of a ledger that does not run. */
  int prune(List<String> args) {
    Options options = new Options(args, Set.of(), Set.of("--data", "--keep-ledgers"), 0);
    Path folder = Path.of(options.required("--data"));
    requireLedger(folder);
    options.required("--keep-ledgers");
    int elder =
        PruneNow.keepLast(folder, options.number("--keep-ledgers", 1, 1, Integer.MAX_VALUE));
    out.println("transactions are kept from ledger " + elder + " on");
    return 0;
  }
}
