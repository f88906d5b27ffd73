package org.corridor.adapters.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.Books;
import org.corridor.domain.message.MessageStore;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.payment.PaymentStore;
import org.corridor.domain.payment.query.PaymentQueries;
import org.corridor.domain.settlement.Cursors;
import org.corridor.domain.settlement.IncomingQueries;
import org.corridor.domain.settlement.IncomingStore;
import org.corridor.domain.settlement.LedgerTotals;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The domain's stores on one PostgreSQL database. All of them take part in the unit of work that
 * runs on the calling thread; instances share nothing but the database.
 */
public final class PostgresStores {
  private final UnitOfWork unitOfWork;
  private final JdbcPaymentStore payments;
  private final JdbcMessageStore messages;
  private final JdbcOutbox outbox;
  private final JdbcBooks books;
  private final JdbcCursors cursors;
  private final JdbcIncomingStore incoming;
  private final MoneyMoved moved;
  private final PaymentQueries queries;
  private final IncomingQueries incomingQueries;

  /**
   * Stores on a database whose tables are there (see {@link Migrations}).
   *
   * @param database a pool; see {@link #driverProperties}
   * @param transactions manages transactions of that pool
   */
  public PostgresStores(DataSource database, PlatformTransactionManager transactions) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    unitOfWork = new JdbcUnitOfWork(transactions);
    books = new JdbcBooks(jdbc);
    moved = new MoneyMoved(jdbc);
    payments = new JdbcPaymentStore(jdbc, books, moved);
    messages = new JdbcMessageStore(jdbc);
    outbox = new JdbcOutbox(jdbc);
    cursors = new JdbcCursors(jdbc);
    incoming = new JdbcIncomingStore(jdbc, moved);
    queries = telling(PaymentQueries.class, new JdbcPaymentQueries(jdbc));
    incomingQueries = telling(IncomingQueries.class, new JdbcIncomingQueries(jdbc));
  }

  /** Stores with plain JDBC transactions. */
  public static PostgresStores over(DataSource database) {
    return new PostgresStores(database, new JdbcTransactionManager(database));
  }

  /**
   * What the JDBC driver should be told: to plan each statement once, since planning it anew costs
   * as much as running it, and in the one way that is right for tables of any size, by walking
   * indexes (a plan made while the tables were empty is kept for a while); not by bitmaps, which do
   * not clear away what has left a queue; to give up on a dead or blocked server; and to keep rows'
   * values out of error messages.
   */
  public static Map<String, String> driverProperties() {
    return Map.of(
        "options",
        "-c plan_cache_mode=force_generic_plan -c enable_hashjoin=off -c enable_mergejoin=off"
            + " -c enable_bitmapscan=off -c random_page_cost=1.1"
            + " -c jit=off -c statement_timeout=30s -c lock_timeout=10s"
            + " -c idle_in_transaction_session_timeout=60s"
            + " -c default_transaction_isolation=read\\ committed",
        "logServerErrorDetail",
        "false",
        "socketTimeout",
        "40",
        "tcpKeepAlive",
        "true",
        "ApplicationName",
        "corridor");
  }

  /** One transaction on this database. */
  public UnitOfWork unitOfWork() {
    return unitOfWork;
  }

  /** The payments. */
  public PaymentStore payments() {
    return payments;
  }

  /** The archive and the answers. */
  public MessageStore messages() {
    return messages;
  }

  /** What is to be sent. */
  public Outbox outbox() {
    return outbox;
  }

  /** The books. */
  public Books books() {
    return books;
  }

  /** The observers' cursors. */
  public Cursors cursors() {
    return cursors;
  }

  /** The receiving side. */
  public IncomingStore incoming() {
    return incoming;
  }

  /** Questions; inside or outside of a unit of work. */
  public PaymentQueries queries() {
    return queries;
  }

  /** Questions about arrivals; inside or outside of a unit of work. */
  public IncomingQueries incomingQueries() {
    return incomingQueries;
  }

  /**
   * Accounts of the books whose running balance is not the sum of their postings: none, or
   * something is broken. Reads all postings.
   */
  public List<BookAccount> driftedBalances() {
    return books.drifted();
  }

  /** What moved on the ledger account. */
  public LedgerTotals ledgerTotals() {
    return moved;
  }

  /** Outside of a unit of work nobody else tells a fault that may pass as one. */
  private static <T> T telling(Class<T> port, T queries) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              try {
                return method.invoke(queries, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException fault
                    ? JdbcUnitOfWork.told(fault)
                    : e.getCause();
              }
            }));
  }
}
