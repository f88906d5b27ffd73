package org.corridor.adapters.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/**
 * The accounts that our own bank keeps, found by any of their addresses. Every call is a
 * transaction of its own, and {@link org.corridor.domain.Retryable} when the database does not
 * answer; the directory is no part of a unit of work, and is not to be asked inside one.
 */
public final class BankAccounts implements AutoCloseable {
  /** Most addresses in one question. */
  public static final int BATCH_MAX = 256;

  private static final int WRITE_BATCH = 100;

  private final SessionFactory sessions;

  private BankAccounts(SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The accounts in a database whose tables are there (see {@link Migrations}). */
  public static BankAccounts in(DataSource database) {
    Configuration configuration = new Configuration();
    configuration.addAnnotatedClass(AccountJpaEntity.class);
    configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
    configuration.setProperty(AvailableSettings.STATEMENT_BATCH_SIZE, WRITE_BATCH);
    configuration.setProperty(AvailableSettings.ORDER_UPDATES, true);
    return new BankAccounts(configuration.buildSessionFactory());
  }

  /** By IBAN. */
  public List<AccountRecord> byIban(Collection<String> ibans) {
    return find("iban", ibans);
  }

  /** By the bank's own number. */
  public List<AccountRecord> byBban(Collection<String> bbans) {
    return find("bban", bbans);
  }

  /** By mobile number in E.164 form. */
  public List<AccountRecord> byMobile(Collection<String> numbers) {
    return find("mobile", numbers);
  }

  /** By national identity number, each as {@code country:number}. */
  public List<AccountRecord> byNationalId(Collection<String> ids) {
    return find("nationalId", ids);
  }

  /** By the part of a federation address before the star, in lower case. */
  public List<AccountRecord> byFederationName(Collection<String> names) {
    return find("federationName", names);
  }

  /** By our own reference. */
  public Optional<AccountRecord> byAccountId(String accountId) {
    return find("accountId", List.of(accountId)).stream().findFirst();
  }

  /** Writes accounts; one whose id is known is replaced. */
  public void saveAll(List<AccountRecord> accounts) {
    for (int from = 0; from < accounts.size(); from += WRITE_BATCH) {
      List<AccountRecord> some =
          accounts.subList(from, Math.min(from + WRITE_BATCH, accounts.size()));
      write(some);
    }
  }

  /** How many accounts there are. */
  public long count() {
    return sessions.fromTransaction(
        session ->
            session
                .createQuery("select count(a) from AccountJpaEntity a", Long.class)
                .getSingleResult());
  }

  @Override
  public void close() {
    sessions.close();
  }

  private List<AccountRecord> find(String attribute, Collection<String> values) {
    if (values.size() > BATCH_MAX) {
      throw new IllegalArgumentException("at most " + BATCH_MAX + " addresses at a time");
    }
    if (values.isEmpty()) {
      return List.of();
    }
    try {
      return sessions.fromTransaction(
          session ->
              session
                  .createQuery(
                      "select a from AccountJpaEntity a where a." + attribute + " in (:values)",
                      AccountJpaEntity.class)
                  .setParameter("values", Set.copyOf(values))
                  .getResultList()
                  .stream()
                  .map(AccountJpaEntity::toRecord)
                  .toList());
    } catch (RuntimeException fault) {
      throw JdbcUnitOfWork.told(fault);
    }
  }

  private void write(List<AccountRecord> some) {
    try {
      sessions.inTransaction(
          session -> some.forEach(account -> session.merge(new AccountJpaEntity(account))));
    } catch (RuntimeException fault) {
      throw JdbcUnitOfWork.told(fault);
    }
  }
}
