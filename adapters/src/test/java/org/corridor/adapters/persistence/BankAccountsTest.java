package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BankAccountsTest extends StoresOnPostgres {
  private static final AccountRecord AMINA =
      new AccountRecord(
          "acc-1",
          "Amina Saleh",
          "A*** S****",
          "AED",
          "AE070331234567890123456",
          "12-34",
          "+971501234567",
          "AE:784-1980-1",
          "amina",
          AccountRecord.Status.OPEN);
  private static final AccountRecord OMAR =
      new AccountRecord(
          "acc-2",
          "Omar",
          "O***",
          "USD",
          null,
          null,
          null,
          null,
          null,
          AccountRecord.Status.CLOSED);

  private BankAccounts accounts;

  @BeforeEach
  void openDirectory() {
    accounts = BankAccounts.in(pool);
  }

  @AfterEach
  void closeDirectory() {
    accounts.close();
  }

  @Test
  void findsAnAccountByEachOfItsAddresses() {
    accounts.saveAll(List.of(AMINA, OMAR));
    assertThat(accounts.byIban(List.of("AE070331234567890123456", "X"))).containsExactly(AMINA);
    assertThat(accounts.byBban(List.of("12-34"))).containsExactly(AMINA);
    assertThat(accounts.byMobile(List.of("+971501234567"))).containsExactly(AMINA);
    assertThat(accounts.byNationalId(List.of("AE:784-1980-1"))).containsExactly(AMINA);
    assertThat(accounts.byFederationName(List.of("amina"))).containsExactly(AMINA);
    assertThat(accounts.byAccountId("acc-2")).contains(OMAR);
    assertThat(accounts.byIban(List.of())).isEmpty();
  }

  @Test
  void replacesAKnownAccount() {
    accounts.saveAll(List.of(AMINA));
    AccountRecord blocked =
        new AccountRecord(
            "acc-1",
            "Amina Saleh",
            "A***",
            "AED",
            null,
            null,
            null,
            null,
            "amina",
            AccountRecord.Status.BLOCKED);
    accounts.saveAll(List.of(blocked));
    accounts.saveAll(List.of(blocked));
    assertThat(accounts.count()).isEqualTo(1);
    assertThat(accounts.byFederationName(List.of("amina"))).containsExactly(blocked);
    assertThat(accounts.byIban(List.of("AE070331234567890123456"))).isEmpty();
  }

  @Test
  void tellsThatADatabaseThatIsAwayMayComeBack() {
    pool.close();
    assertThatThrownBy(() -> accounts.byIban(List.of("AE070331234567890123456")))
        .isInstanceOf(org.corridor.domain.Retryable.class);
  }

  @Test
  void refusesAnAddressThatBelongsToAnother() {
    accounts.saveAll(List.of(AMINA));
    AccountRecord thief =
        new AccountRecord(
            "acc-9", "X", "X", "AED", null, null, null, null, "amina", AccountRecord.Status.OPEN);
    assertThatThrownBy(() -> accounts.saveAll(List.of(thief))).isInstanceOf(RuntimeException.class);
    assertThat(accounts.byFederationName(List.of("amina"))).containsExactly(AMINA);
  }
}
