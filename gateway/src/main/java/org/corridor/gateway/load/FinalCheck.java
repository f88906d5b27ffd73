package org.corridor.gateway.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corridor.domain.Retryable;
import org.corridor.gateway.demo.Bank;
import org.corridor.gateway.demo.PersonAtPages;
import org.corridor.gateway.demo.TwoBanks;

/** What must hold when everything is quiet again, asked from outside of the gateways. */
public final class FinalCheck {
  private static final Duration SETTLE_TIME = Duration.ofSeconds(60);
  private static final String OPEN_PAYMENTS =
      "select count(*), '' from payment_state where state not in ('Settled', 'Rejected', 'Held')";
  private static final String SETTLED =
      "select tx_hash, '' from payment_state where state = 'Settled'";
  private static final String REJECTED =
      """
      select facts::json -> 'rejection' ->> 'code', count(*)
      from payment_state where state = 'Rejected' group by 1 order by 2 desc
      """;
  private static final String CREDITED =
      "select count(*), '' from payment_agreement where credited_at is not null";
  private static final String UNSENT =
      "select count(*), '' from payment_outbox where sent_at is null";

  private final TwoBanks banks;
  private final List<String> faults = new ArrayList<>();

  /** A check of two banks. */
  public FinalCheck(TwoBanks banks) {
    this.banks = banks;
  }

  /**
   * What was found.
   *
   * @param settledAtAlpha how many payments the sending bank settled
   * @param creditedAtBeta how many the receiving bank credited
   * @param rejectedAtAlpha how many were rejected, by the code that was answered
   * @param faults everything that does not hold
   */
  public record Result(
      long settledAtAlpha,
      long creditedAtBeta,
      Map<String, String> rejectedAtAlpha,
      List<String> faults) {
    /** Whether everything holds. */
    public boolean holds() {
      return faults.isEmpty();
    }
  }

  /** Waits until nothing is under way, then compares answers, databases, books and ledger. */
  public Result run() {
    Bank alpha = banks.alpha();
    Bank beta = banks.beta();
    awaitZero(alpha, OPEN_PAYMENTS, "payments without a final state at Alpha");
    awaitZero(alpha, UNSENT, "unsent messages at Alpha");
    Set<String> settlements = rows(alpha, SETTLED).keySet();
    int settled = settlements.size();
    awaitCredits(beta, settled);
    awaitZero(beta, UNSENT, "unsent messages at Beta");
    long credited = count(beta, CREDITED);
    if (credited != settled) {
      faults.add("%d payments settled at Alpha, %d credited at Beta".formatted(settled, credited));
    }
    for (Bank bank : List.of(alpha, beta)) {
      reconcile(bank);
    }
    LedgerHistory history = new LedgerHistory(banks.horizon());
    faults.addAll(history.faults(banks.account(alpha), settlements));
    return new Result(settled, credited, rows(alpha, REJECTED), List.copyOf(faults));
  }

  /** The answers of a queue client: each payment has one, in one message. */
  public FinalCheck answers(QueueClient client) {
    if (!client.unanswered().isEmpty()) {
      faults.add(client.unanswered().size() + " payments have no answer: " + some(client));
    }
    long several =
        client.answers().values().stream().filter(a -> a.messageIds().size() > 1).count();
    if (several > 0) {
      faults.add(several + " payments have several answers");
    }
    if (client.surplus() > 0) {
      faults.add(client.surplus() + " answers belong to nothing that was sent");
    }
    return this;
  }

  /** Adds something that somebody else found. */
  public FinalCheck fault(String fault) {
    faults.add(fault);
    return this;
  }

  private static List<String> some(QueueClient client) {
    return client.unanswered().stream().limit(5).toList();
  }

  private void reconcile(Bank bank) {
    try {
      HttpResponse<String> page =
          PersonAtPages.login(bank, "piet").open("/v1/operations/reconciliation");
      JsonNode report = new ObjectMapper().readTree(page.body());
      if (page.statusCode() != 200 || !report.path("agrees").asBoolean()) {
        faults.add(bank.title() + " does not reconcile: " + page.body());
      }
    } catch (IOException | Retryable e) {
      faults.add(bank.title() + " cannot be reconciled: " + e.getMessage());
    }
  }

  private void awaitCredits(Bank beta, int settled) {
    long deadline = System.nanoTime() + SETTLE_TIME.toNanos();
    while (count(beta, CREDITED) < settled && System.nanoTime() < deadline) {
      pause();
    }
  }

  private void awaitZero(Bank bank, String query, String what) {
    long deadline = System.nanoTime() + SETTLE_TIME.toNanos();
    long left = count(bank, query);
    while (left > 0 && System.nanoTime() < deadline) {
      pause();
      left = count(bank, query);
    }
    if (left > 0) {
      faults.add(left + " " + what);
    }
  }

  private long count(Bank bank, String query) {
    return Long.parseLong(rows(bank, query).keySet().iterator().next());
  }

  /** The first two columns of what a query finds. */
  private Map<String, String> rows(Bank bank, String query) {
    try (Connection connection = DriverManager.getConnection(banks.jdbcUrl(bank));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      Map<String, String> found = new LinkedHashMap<>();
      while (row.next()) {
        found.put(row.getString(1), row.getString(2));
      }
      return found;
    } catch (SQLException e) {
      throw new Retryable("the database of " + bank.title() + " does not answer", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
