package org.corridor.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.money.Money;
import org.corridor.domain.testing.FakeBank;
import org.corridor.domain.testing.FakeClock;
import org.corridor.domain.testing.Memory;
import org.corridor.domain.testing.Samples;
import org.corridor.domain.testing.TextCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door takes, refuses and recognises. */
class IntakeTest {
  private final Memory memory = new Memory();
  private final FakeClock clock = new FakeClock();
  private final Intake intake = intake(memory.work());

  private Intake intake(UnitOfWork work) {
    return new Intake(
        new TextCodec(),
        work,
        memory.payments(),
        memory.messages(),
        FakeBank.corridors(Samples.ALPHA),
        clock,
        StageListener.NONE);
  }

  private static RawMessage raw(String transportId, String key, String text) {
    return new RawMessage(
        transportId,
        Channel.JMS,
        "core",
        key,
        null,
        null,
        text.getBytes(StandardCharsets.UTF_8),
        Samples.NOON);
  }

  private Money balance(BookAccount.Kind kind) {
    return memory.work().in(() -> memory.books().balances(kind)).values().stream()
        .reduce(Money.zero(Samples.USD), Money::plus);
  }

  @Test
  void takesAMessageAndBooksItsPaymentsWithTheFeeOnTop() {
    var outcome = intake.accept(raw("t-1", null, "M-1;1:100.00:USD:SHAR"));
    assertThat(outcome)
        .isEqualTo(
            new IntakeOutcome.Accepted(
                "core:pacs.008.001.08:M-1", List.of(Samples.uetr(1)), List.of(), false));
    assertThat(balance(BookAccount.Kind.CUSTOMER)).isEqualTo(Money.of("101.10", "USD"));
    assertThat(balance(BookAccount.Kind.IN_FLIGHT)).isEqualTo(Money.of("-100.00", "USD"));
    assertThat(balance(BookAccount.Kind.FEE)).isEqualTo(Money.of("-1.10", "USD"));
  }

  @Test
  void deductsTheFeeWhenTheCreditorBearsIt() {
    intake.accept(raw("t-1", null, "M-1;1:100.00:USD:CRED"));
    assertThat(balance(BookAccount.Kind.CUSTOMER)).isEqualTo(Money.of("100.00", "USD"));
    assertThat(balance(BookAccount.Kind.IN_FLIGHT)).isEqualTo(Money.of("-98.90", "USD"));
  }

  @Test
  void tellsARedeliveryFromARepetition() {
    RawMessage first = raw("t-1", null, "M-1;1:100.00:USD:SHAR");
    intake.accept(first);
    assertThat(intake.accept(first))
        .isEqualTo(
            new IntakeOutcome.Accepted(
                "core:pacs.008.001.08:M-1", List.of(Samples.uetr(1)), List.of(), true));
    assertThat(intake.accept(raw("t-2", null, "M-1;1:100.00:USD:SHAR")))
        .isEqualTo(
            new IntakeOutcome.Repeated(
                "core:pacs.008.001.08:M-1", List.of(Samples.uetr(1)), java.util.Optional.empty()));
    assertThat(balance(BookAccount.Kind.IN_FLIGHT)).isEqualTo(Money.of("-100.00", "USD"));
  }

  @Test
  void hasARepetitionWaitForTheAnswerUnlessItsSenderAsksForIt() {
    intake.accept(raw("t-1", null, "M-1;1:100.00:USD:SHAR"));
    RawMessage again = raw("t-2", null, "M-1;1:100.00:USD:SHAR");
    intake.accept(again);
    intake.accept(
        new RawMessage(
            "t-3",
            org.corridor.domain.message.Channel.REST,
            again.sender(),
            null,
            null,
            null,
            again.bytes(),
            Samples.NOON));
    StatusReport report = new StatusReport("A-1", Samples.NOON, null, "M-1", List.of(), List.of());
    memory.work().run(() -> memory.messages().answered("core:pacs.008.001.08:M-1", report));
    assertThat(memory.work().in(() -> memory.messages().takeWaiting(10)))
        .extracting(w -> w.transportId(), w -> w.report())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("t-2", report));
  }

  @Test
  void givesTheOriginalAnswerToARepetition() {
    intake.accept(raw("t-1", "key-1", "M-1;1:100.00:USD:SHAR"));
    StatusReport report = new StatusReport("A-1", Samples.NOON, null, "M-1", List.of(), List.of());
    memory.work().run(() -> memory.messages().answered("core:key:key-1", report));
    assertThat(intake.accept(raw("t-2", "key-1", "M-1;1:100.00:USD:SHAR")))
        .isEqualTo(
            new IntakeOutcome.Repeated(
                "core:key:key-1", List.of(Samples.uetr(1)), java.util.Optional.of(report)));
  }

  @Test
  void namesTheFieldOfAConflictAndAnswersItOnce() {
    intake.accept(raw("t-1", null, "M-1;1:100.00:USD:SHAR"));
    RawMessage changed = raw("t-2", null, "M-1;1:100.01:USD:SHAR");
    var outcome = (IntakeOutcome.Conflict) intake.accept(changed);
    assertThat(outcome.field()).isEqualTo("settlementAmount");
    assertThat(outcome.redelivery()).isFalse();
    assertThat(outcome.report().messageFaults())
        .extracting(f -> f.code())
        .containsExactly(ReasonCode.AM05);
    var again = (IntakeOutcome.Conflict) intake.accept(changed);
    assertThat(again.redelivery()).isTrue();
    assertThat(again.report().reportId()).isEqualTo(outcome.report().reportId());
  }

  @Test
  void refusesWhatCannotBeRead() {
    var outcome = (IntakeOutcome.Refused) intake.accept(raw("t-1", null, "what is this"));
    assertThat(outcome.redelivery()).isFalse();
    assertThat(outcome.report().messageFaults())
        .extracting(f -> f.code())
        .containsExactly(ReasonCode.FF01);
    assertThat(
            ((IntakeOutcome.Refused) intake.accept(raw("t-1", null, "what is this"))).redelivery())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.99:USD, AM06",
    "10000.01:USD, AM02",
    "5.00:EUR, AM03",
    "0.00:USD, AM01",
    "1.001:USD, AM12"
  })
  void refusesAMessageWithoutAnyGoodLineByTheLinesReason(String amount, ReasonCode code) {
    var outcome =
        (IntakeOutcome.Refused) intake.accept(raw("t-1", null, "M-1;1:" + amount + ":SHAR"));
    assertThat(outcome.report().messageFaults()).isEmpty();
    assertThat(outcome.faults()).extracting(f -> f.code()).containsExactly(code);
    assertThat(outcome.report().transactions())
        .extracting(StatusReport.Line::code)
        .containsExactly(code);
    assertThat(memory.allMessages()).isEmpty();
  }

  @Test
  void takesTheGoodLinesAndTellsTheFaultyOnes() {
    var outcome =
        (IntakeOutcome.Accepted)
            intake.accept(
                raw("t-1", null, "M-1;1:100.00:USD:SHAR;2:0.01:USD:SHAR;1:100.00:USD:SHAR"));
    assertThat(outcome.uetrs()).containsExactly(Samples.uetr(1));
    assertThat(outcome.faulty())
        .extracting(StatusReport.Line::code)
        .containsExactly(ReasonCode.AM06, ReasonCode.AM05);
  }

  @Test
  void sharesCommitsAmongManyCallers() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    UnitOfWork slow =
        new UnitOfWork() {
          @Override
          public <T> T in(Supplier<T> work) {
            commits.incrementAndGet();
            try {
              Thread.sleep(20);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return memory.work().in(work);
          }
        };
    try (Intake shared = intake(slow);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      shared.start();
      List<Callable<IntakeOutcome>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int n = i / 2;
        String transport = "t-" + i;
        calls.add(() -> shared.accept(raw(transport, null, "M-" + n + ";" + n + ":5.00:USD:SHAR")));
      }
      int accepted = 0;
      for (Future<IntakeOutcome> told : callers.invokeAll(calls)) {
        accepted += told.get() instanceof IntakeOutcome.Accepted ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(100);
      assertThat(memory.allMessages()).hasSize(100);
      assertThat(commits.get()).isLessThan(50);
    }
  }

  @Test
  void tellsTheCallerToTryAgainWhenTheDatabaseFails() {
    UnitOfWork broken =
        new UnitOfWork() {
          @Override
          public <T> T in(Supplier<T> work) {
            throw new Retryable("database is away");
          }
        };
    try (Intake failing = intake(broken)) {
      failing.start();
      assertThatThrownBy(() -> failing.accept(raw("t-1", null, "M-1;1:5.00:USD:SHAR")))
          .isInstanceOf(Retryable.class);
    }
  }

  @Test
  void tellsTheCallerToTryAgainOnceItHasStopped() {
    intake.start();
    intake.close();
    assertThatThrownBy(() -> intake.accept(raw("t-1", null, "M-1;1:5.00:USD:SHAR")))
        .isInstanceOf(Retryable.class);
    assertThat(memory.allMessages()).isEmpty();
  }

  @Test
  void keepsTheNeighboursOfAMessageThatCannotBeKept() throws Exception {
    UnitOfWork picky =
        new UnitOfWork() {
          @Override
          public <T> T in(Supplier<T> work) {
            return memory
                .work()
                .in(
                    () -> {
                      T result = work.get();
                      if (memory.payments().take(Samples.uetr(7)).isPresent()) {
                        throw new IllegalStateException("a bug");
                      }
                      return result;
                    });
          }
        };
    try (Intake shared = intake(picky);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      shared.start();
      List<Callable<IntakeOutcome>> calls = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        int n = i;
        calls.add(() -> shared.accept(raw("t-" + n, null, "M-" + n + ";" + n + ":5.00:USD:SHAR")));
      }
      int failed = 0;
      for (Future<IntakeOutcome> told : callers.invokeAll(calls)) {
        failed += told.state() == Future.State.FAILED ? 1 : 0;
      }
      assertThat(failed).isEqualTo(1);
      assertThat(memory.allMessages()).hasSize(19);
    }
  }
}
