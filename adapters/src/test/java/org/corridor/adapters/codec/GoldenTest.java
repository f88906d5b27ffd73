package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.corridor.domain.message.AnswerType;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Decoded.Transaction;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.MessageWriter;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.message.StatusReport.Line;
import org.corridor.domain.message.StatusReport.Status;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden message is read as its file beside it says: {@code canonical.json} when all is
 * valid, otherwise {@code faults.json} and the answer that goes out. The files are written anew
 * with {@code -Dgolden.write=true}, and only so; their difference is to be reviewed.
 */
class GoldenTest {
  private static final boolean WRITE = Boolean.getBoolean("golden.write");
  private static final Set<String> KINDS = Set.of("json", "mt103", "pacs008", "pain001", "unknown");
  private static final int CASES_MIN = 300;

  private final BankMessages messages =
      new BankMessages(Transfers.ALPHA, Map.of("beta.example", Transfers.BETA));

  @TestFactory
  Stream<DynamicTest> readsAndAnswersAsTheFilesSay() throws IOException {
    return cases().stream().map(in -> DynamicTest.dynamicTest(name(in), () -> check(in)));
  }

  @Test
  void hasItsCasesAndNoFilesWithoutCase() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(CASES_MIN);
    try (Stream<Path> files = Files.walk(root())) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> KINDS.contains(file.getParent().getFileName().toString()))
                  .filter(file -> !Files.exists(beside(file, stem(file), ".in"))))
          .isEmpty();
    }
  }

  private void check(Path in) throws IOException {
    Decoded decoded = messages.read(Transfers.raw(Files.readAllBytes(in)));
    boolean valid = isValid(decoded);
    compare(beside(in, stem(in), valid ? ".canonical.json" : ".faults.json"), json(decoded));
    assertThat(beside(in, stem(in), valid ? ".faults.json" : ".canonical.json")).doesNotExist();
    if (!valid) {
      answer(in, decoded);
    }
  }

  private void answer(Path in, Decoded decoded) throws IOException {
    StatusReport report = report(decoded);
    AnswerType form = MessageWriter.answerTo(report.originalType());
    byte[] answer = messages.statusReport(report, form);
    boolean isJson = form == AnswerType.STATUS_JSON;
    compare(
        beside(in, stem(in), isJson ? ".answer.json" : ".answer.xml"),
        new String(answer, StandardCharsets.UTF_8));
  }

  @TestFactory
  Stream<DynamicTest> answersByTheSchema() throws IOException {
    Shared.folder("iso20022-xsd");
    return cases().stream()
        .map(
            in ->
                DynamicTest.dynamicTest(
                    name(in),
                    () -> {
                      StatusReport report =
                          report(messages.read(Transfers.raw(Files.readAllBytes(in))));
                      AnswerType form = MessageWriter.answerTo(report.originalType());
                      if (form != AnswerType.STATUS_JSON) {
                        Shared.assertValid(messages.statusReport(report, form), form.id());
                      }
                    }));
  }

  private static StatusReport report(Decoded decoded) {
    return switch (decoded) {
      case Decoded.Unreadable u -> report(u.type(), u.messageId(), u.faults(), List.of());
      case Decoded.Understood u ->
          report(
              u.type(),
              u.messageId(),
              List.of(),
              u.transactions().stream().map(GoldenTest::line).toList());
    };
  }

  private static StatusReport report(
      MessageType type, String messageId, List<Fault> faults, List<Line> lines) {
    return new StatusReport("REPORT-1", Transfers.CREATED, type, messageId, faults, lines);
  }

  private static Line line(Transaction transaction) {
    return switch (transaction) {
      case Transaction.Valid v ->
          new Line(
              v.transfer().instructionId(),
              v.transfer().endToEndId(),
              v.transfer().uetr().value(),
              Status.ACSC,
              null,
              null,
              v.transfer().settlementAmount(),
              null,
              Transfers.CREATED);
      case Transaction.Faulty f -> Line.of(f);
    };
  }

  private static boolean isValid(Decoded decoded) {
    return decoded instanceof Decoded.Understood u
        && u.transactions().stream().allMatch(Transaction.Valid.class::isInstance);
  }

  private static String json(Decoded decoded) {
    return Rendering.json(decoded);
  }

  private static void compare(Path golden, String actual) throws IOException {
    if (WRITE) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).exists();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("adapters/src/test/resources/golden");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    throw new IllegalStateException("golden files are part of the repository");
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files
          .filter(f -> f.toString().endsWith(".in"))
          .filter(f -> KINDS.contains(f.getParent().getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return root().relativize(file).toString();
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  private static Path beside(Path file, String stem, String ending) {
    return file.resolveSibling(stem + ending);
  }
}
