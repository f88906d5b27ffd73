package org.corridor.compliance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.corridor.compliance.Transfers;
import org.corridor.compliance.cases.Case.Action;
import org.corridor.compliance.cases.Case.Direction;
import org.corridor.compliance.cases.CaseDesk.Outcome;
import org.corridor.compliance.cases.CaseDesk.Reason;
import org.corridor.compliance.screening.ListLoader;
import org.corridor.compliance.screening.ListScreening;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.compliance.Referrals.Verdict;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four eyes: what officers may do, what they may not, and what stays of it. */
class CaseDeskTest {
  private static final CreditTransfer TRANSFER =
      Transfers.between("Zorvan Quillmarrow", "Ann Other");
  private static final Uetr UETR = TRANSFER.uetr();
  private static final ScreeningDecision.Held HELD =
      (ScreeningDecision.Held)
          new ListScreening(ListLoader.builtIn(), ListScreening.HOLD_AT).screen(TRANSFER);

  private Instant now = CasesContract.NOW;
  private final MemoryCases cases = new MemoryCases();
  private final CaseDesk desk = new CaseDesk(cases, () -> now);

  @BeforeEach
  void open() {
    desk.open(UETR, Direction.OUTGOING, HELD);
  }

  @Test
  void releasesByTwoOfficers() {
    assertThat(desk.release(UETR, "olga", "born elsewhere"))
        .isEqualTo(new Outcome.FirstVote("olga"));
    now = now.plusSeconds(60);
    assertThat(desk.release(UETR, "omar", "seen the passport"))
        .isEqualTo(
            new Outcome.Released(
                "olga",
                "omar",
                new ScreeningDecision.Cleared(
                    HELD.listVersion(), HELD.hits().getFirst().score(), "olga,omar")));
    Case decided = desk.find(UETR, Direction.OUTGOING).orElseThrow();
    assertThat(decided.isOpen()).isFalse();
    assertThat(decided.decision()).isEqualTo(HELD);
    assertThat(decided.history())
        .containsExactly(
            new Case.Entry(
                Action.PROPOSED, "olga", CasesContract.NOW, "born elsewhere", HELD.listVersion()),
            new Case.Entry(Action.RELEASED, "omar", now, "seen the passport", HELD.listVersion()));
    assertThat(desk.openCases(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void asksForAnotherPersonsWord() {
    desk.release(UETR, "olga", "born elsewhere");
    assertThat(desk.release(UETR, "olga", "really"))
        .isEqualTo(new Outcome.NotAllowed(Reason.SAME_OFFICER));
    assertThat(desk.find(UETR, Direction.OUTGOING).orElseThrow().isOpen()).isTrue();
  }

  @Test
  void rejectsByOneOfficerEvenAfterAProposal() {
    desk.release(UETR, "olga", "born elsewhere");
    assertThat(desk.reject(UETR, "omar", "it is him"))
        .isEqualTo(
            new Outcome.Rejected(
                "omar", new Rejection(ReasonCode.RR04, ReasonCode.RR04.meaning())));
    assertThat(desk.release(UETR, "olga", "no")).isEqualTo(new Outcome.NotAllowed(Reason.DECIDED));
  }

  @Test
  void keepsADecisionForGood() {
    desk.reject(UETR, "omar", "it is him");
    Case decided = desk.find(UETR, Direction.OUTGOING).orElseThrow();
    Outcome.NotAllowed no = new Outcome.NotAllowed(Reason.DECIDED);
    assertThat(desk.release(UETR, "olga", "x")).isEqualTo(no);
    assertThat(desk.reject(UETR, "olga", "x")).isEqualTo(no);
    assertThat(desk.comment(UETR, Direction.OUTGOING, "olga", "x")).isEqualTo(no);
    assertThat(desk.claim(UETR, Direction.OUTGOING, "olga")).isEqualTo(no);
    assertThat(desk.open(UETR, Direction.OUTGOING, HELD)).isEqualTo(decided);
  }

  @Test
  void asksForAReasonInWords() {
    assertThat(desk.release(UETR, "olga", " "))
        .isEqualTo(new Outcome.NotAllowed(Reason.TEXT_MISSING));
    assertThat(desk.reject(UETR, "olga", ""))
        .isEqualTo(new Outcome.NotAllowed(Reason.TEXT_MISSING));
    assertThat(desk.reject(UETR, "olga", "x".repeat(CaseDesk.TEXT_MAX + 1)))
        .isEqualTo(new Outcome.NotAllowed(Reason.TEXT_TOO_LONG));
    assertThat(desk.find(UETR, Direction.OUTGOING).orElseThrow().history()).isEmpty();
  }

  @Test
  void findsNoCaseWhereThereIsNone() {
    Uetr other = CasesContract.uetr(9);
    assertThat(desk.release(other, "olga", "x")).isEqualTo(new Outcome.NotFound());
    assertThat(desk.reject(UETR, Direction.INCOMING, "olga", "x"))
        .isEqualTo(new Outcome.NotFound());
  }

  @Test
  void notesWhoWorksOnItAndWhatHeThinks() {
    desk.claim(UETR, Direction.OUTGOING, "olga");
    desk.comment(UETR, Direction.OUTGOING, "olga", "asked for the passport");
    desk.claim(UETR, Direction.OUTGOING, "omar");
    Case noted = desk.find(UETR, Direction.OUTGOING).orElseThrow();
    assertThat(noted.claimedBy()).isEqualTo("omar");
    assertThat(noted.history())
        .extracting(Case.Entry::action)
        .containsExactly(Action.CLAIMED, Action.COMMENTED, Action.CLAIMED);
  }

  @Test
  void leavesRoomForTheDecisionInAFullCase() {
    for (int i = 0; i < Case.ENTRIES_MAX - 2; i++) {
      assertThat(desk.comment(UETR, Direction.OUTGOING, "olga", "note " + i))
          .isInstanceOf(Outcome.Noted.class);
    }
    assertThat(desk.comment(UETR, Direction.OUTGOING, "olga", "one more"))
        .isEqualTo(new Outcome.NotAllowed(Reason.FULL));
    assertThat(desk.release(UETR, "olga", "x")).isInstanceOf(Outcome.FirstVote.class);
    assertThat(desk.release(UETR, "omar", "x")).isInstanceOf(Outcome.Released.class);
  }

  @Test
  void looksAgainWhenAnotherOfficerWasFaster() {
    CaseDesk other = new CaseDesk(cases, () -> now);
    CaseDesk slow =
        new CaseDesk(
            new Interrupted(cases, () -> other.release(UETR, "olga", "born elsewhere")), () -> now);
    assertThat(slow.release(UETR, "olga", "me too"))
        .as("both words are Olga's, however they overlapped")
        .isEqualTo(new Outcome.NotAllowed(Reason.SAME_OFFICER));
  }

  @Test
  void tellsTheOtherBankWhereItsPaymentStands() {
    assertThat(desk.refer(TRANSFER, HELD)).isEqualTo(new Verdict.Waiting());
    desk.release(UETR, Direction.INCOMING, "olga", "x");
    assertThat(desk.refer(TRANSFER, HELD)).isEqualTo(new Verdict.Waiting());
    desk.release(UETR, Direction.INCOMING, "omar", "x");
    assertThat(desk.refer(TRANSFER, HELD))
        .isEqualTo(
            new Verdict.Released(
                new ScreeningDecision.Cleared(
                    HELD.listVersion(), HELD.hits().getFirst().score(), "olga,omar")));
    assertThat(desk.find(UETR, Direction.OUTGOING).orElseThrow().isOpen())
        .as("our own case about the same UETR is another")
        .isTrue();
  }

  @Test
  void tellsTheOtherBankNoMoreThanThatTheReasonIsRegulatory() {
    desk.refer(TRANSFER, HELD);
    desk.reject(UETR, Direction.INCOMING, "olga", "it is him");
    assertThat(desk.refer(TRANSFER, HELD))
        .isEqualTo(new Verdict.Denied(new Rejection(ReasonCode.RR04, ReasonCode.RR04.meaning())));
  }

  /** A store in which something happens right before the first change. */
  private static final class Interrupted implements Cases {
    private final Cases cases;
    private final Runnable first;
    private boolean done;

    Interrupted(Cases cases, Runnable first) {
      this.cases = cases;
      this.first = first;
    }

    @Override
    public Case open(Case fresh) {
      return cases.open(fresh);
    }

    @Override
    public Optional<Case> find(Uetr uetr, Direction direction) {
      return cases.find(uetr, direction);
    }

    @Override
    public boolean update(Case changed) {
      if (!done) {
        done = true;
        first.run();
      }
      return cases.update(changed);
    }

    @Override
    public java.util.List<Case> openCases(Optional<Case> after, int max) {
      return cases.openCases(after, max);
    }
  }
}
