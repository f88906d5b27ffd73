package org.corridor.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.corridor.domain.compliance.ScreeningDecision;
import org.jspecify.annotations.Nullable;

/** Payments in memory: cursors are numbers. */
final class FakeDashboard
    implements DashboardQueries, DashboardEvents, ArrivalQueries, CaseNotes, OperationsQueries {
  static final Instant NOW = Instant.parse("2026-05-04T10:15:30.123Z");
  static final String HOSTILE = "<script>alert(1)</script> \"O'Neill\" & Søn";

  final Map<Integer, PaymentRow> rows = new ConcurrentSkipListMap<>(Comparator.reverseOrder());
  final List<Change> changes = new ArrayList<>();
  @Nullable String askedAfter;

  static String uetr(int i) {
    return UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}).toString();
  }

  synchronized void put(int i, String state) {
    rows.put(
        i,
        new PaymentRow(
            uetr(i),
            "JMS",
            "pacs.008.001.08",
            HOSTILE,
            "Beneficiary " + i,
            "12.50 EUR",
            null,
            null,
            state,
            state.equals("Settled"),
            state.equals("Settled") ? 321L : null,
            NOW,
            null));
    changes.add(new Change(Integer.toString(changes.size() + 1), uetr(i)));
  }

  private Slice<PaymentRow> slice(@Nullable String state, @Nullable String after, int max) {
    askedAfter = after;
    int from = after == null ? Integer.MAX_VALUE : Integer.parseInt(after);
    List<Map.Entry<Integer, PaymentRow>> found =
        rows.entrySet().stream()
            .filter(e -> e.getKey() < from)
            .filter(e -> state == null || e.getValue().state().equals(state))
            .limit(max)
            .toList();
    return new Slice<>(
        found.stream().map(Map.Entry::getValue).toList(),
        found.size() < max ? null : Integer.toString(found.getLast().getKey()));
  }

  @Override
  public Slice<PaymentRow> payments(@Nullable String state, @Nullable String after, int max) {
    return slice(state, after, max);
  }

  @Override
  public List<PaymentRow> payments(Collection<String> uetrs) {
    return rows.values().stream().filter(r -> uetrs.contains(r.uetr())).toList();
  }

  @Override
  public List<StateCount> states() {
    return List.of(new StateCount("Settled", 3));
  }

  @Override
  public Optional<PaymentStory> payment(String uetr) {
    return rows.values().stream()
        .filter(r -> r.uetr().equals(uetr))
        .findFirst()
        .map(
            row ->
                new PaymentStory(
                    row,
                    "jms",
                    List.of(
                        new Fact("Fee", "0.10 EUR", false),
                        new Fact("Remittance information", "secret purpose", true)),
                    List.of(new Step("Received", NOW, "intake"), new Step("Held", NOW, "screen")),
                    List.of(new Answer("pacs.002.001.10", "JMS q", NOW, "<answer>x</answer>")),
                    notes(uetr, false)));
  }

  @Override
  public Optional<MessageBytes> message(String uetr) {
    return Optional.of(new MessageBytes("pacs.008.001.08", "<Doc><Nm>" + HOSTILE + "</Nm></Doc>"));
  }

  @Override
  public List<Position> positions() {
    return List.of(
        new Position("NOSTRO", "Nostro", "GISSUER", "EUR", "10.00", "10.0000000", true),
        new Position("NOSTRO", "Nostro", "GISSUER", "AED", "10.00", "9.0000000", false),
        new Position("FEE", "Fees earned", "FEE", "EUR", "-1.00", null, true));
  }

  @Override
  public Slice<SuspenseRow> suspense(@Nullable String after, int max) {
    return new Slice<>(
        List.of(new SuspenseRow("77", "1.00 EUR", "GFROM", "More arrived", null, NOW, "Goes back")),
        null);
  }

  @Override
  public Slice<HeldRow> held(@Nullable String after, int max) {
    return new Slice<>(
        slice("Held", after, max).items().stream()
            .map(
                r ->
                    new HeldRow(
                        r,
                        "jms",
                        "OFAC 2026",
                        List.of(
                            new ScreeningDecision.Hit(
                                "creditor", "OFAC", "id", HOSTILE, 93, "token matched")),
                        notes(r.uetr(), false)))
            .toList(),
        null);
  }

  @Override
  public Slice<ApprovalRow> approvals(@Nullable String after, int max) {
    return new Slice<>(
        slice("AwaitingApproval", after, max).items().stream()
            .map(r -> new ApprovalRow(r, "jms", "0.10 EUR", "12.50 EUR", "50.00 AED", NOW))
            .toList(),
        null);
  }

  private static final ArrivalRow ARRIVAL =
      new ArrivalRow(
          "77",
          "12.50 EUR",
          "GFROMFROMFROM",
          "ALPHGB2L",
          HOSTILE,
          "B-1",
          uetr(300),
          "Suspense",
          "waits",
          "Less arrived than was agreed",
          NOW);

  volatile List<ArrivalRow> arrived = List.of(ARRIVAL);

  @Override
  public Slice<ArrivalRow> arrivals(@Nullable String after, int max) {
    return new Slice<>(arrived, null);
  }

  void arrive(String id) {
    ArrivalRow a = ARRIVAL;
    arrived =
        List.of(
            new ArrivalRow(
                id,
                a.amount(),
                a.from(),
                a.bank(),
                a.debtor(),
                a.account(),
                a.uetr(),
                "Credited",
                "good",
                "As agreed",
                NOW),
            a);
  }

  @Override
  public Optional<ArrivalStory> arrival(String uetr) {
    return uetr.equals(uetr(300))
        ? Optional.of(
            new ArrivalStory(
                uetr,
                "ALPHGB2L",
                HOSTILE,
                "B-1",
                null,
                null,
                "secret purpose",
                "ab".repeat(32),
                NOW,
                List.of(new Happening("Agreed with ALPHGB2L", NOW, "stage agree")),
                List.of(ARRIVAL),
                notes(uetr, true),
                List.of(new Answer("camt.054.001.08", "JMS q", NOW, "<answer>x</answer>"))))
        : Optional.empty();
  }

  @Override
  public long inSuspense() {
    return 4;
  }

  @Override
  public List<Note> notes(String uetr, boolean incoming) {
    return List.of(new Note("Release proposed", "omar", NOW, "not " + HOSTILE));
  }

  @Override
  public List<IncomingCase> waiting() {
    return List.of(
        new IncomingCase(
            uetr(301),
            NOW,
            new ScreeningDecision.Held(
                "OFAC 2026",
                List.of(
                    new ScreeningDecision.Hit("creditor", "OFAC", "id", HOSTILE, 93, "a token"))),
            List.of()));
  }

  @Override
  public List<PartRow> parts() {
    return List.of(
        new PartRow("ledger", false, "ledger does not answer", NOW),
        new PartRow("database", true, "answers", null));
  }

  @Override
  public List<OutboxRow> outbox() {
    return List.of(new OutboxRow("JMS", 3, 1, NOW), new OutboxRow("FILE", 0, 0, null));
  }

  @Override
  public List<DeadQueue> deadLetters() {
    return List.of(
        new DeadQueue("corridor.in.pacs008", List.of(new Letter("ID:1", null, NOW)), null),
        new DeadQueue("corridor.in.mt103", List.of(), null),
        new DeadQueue("corridor.in.pain001", List.of(), "the broker does not answer"));
  }

  @Override
  public List<AuditRow> audit() {
    return List.of(new AuditRow(NOW, "piet", "replay", "corridor.in.mt103", "3 sent back"));
  }

  @Override
  public synchronized String last() {
    return Integer.toString(changes.size());
  }

  @Override
  public synchronized List<Change> after(String cursor, int max) {
    return List.copyOf(
        changes.subList(
            Integer.parseInt(cursor), Math.min(changes.size(), Integer.parseInt(cursor) + max)));
  }
}
