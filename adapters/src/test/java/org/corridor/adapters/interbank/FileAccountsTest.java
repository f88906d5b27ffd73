package org.corridor.adapters.interbank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line, one fault of the file of accounts and how it is told. */
class FileAccountsTest {
  private static final String HEAD =
      "account;holder;shown;currency;iban;mobile;national-id;name;status\n";

  @Test
  void readsEveryField() {
    assertThat(Bench.ACCOUNTS.accounts()).hasSize(4);
    assertThat(Bench.ACCOUNTS.accounts().getFirst().toString()).isEqualTo("Account[B-1001]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B-1;Secret;S.;AED;;;;;open;more | line 2 of the accounts: must have 9 fields",
        "B-1;Secret;S.;XAA;;;;;open | line 2 of the accounts: currency is not",
        "B-1;Secret;S.;AED;AE080331234567890123456;;;;open | line 2 of the accounts: IBAN check",
        "B-1;Secret;S.;AED;;0501234567;;;open | line 2 of the accounts: not a mobile number",
        "B-1;Secret;S.;AED;;;784;;open | line 2 of the accounts: a national identity number is",
        "B-1;Secret;S.;AED;;;;;asleep | line 2 of the accounts: status must be",
      })
  void namesTheLineOfAFaultAndNotItsContent(String line, String message) {
    assertThatThrownBy(() -> FileAccounts.parse(HEAD + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("Secret");
  }

  @Test
  void refusesAnAddressOfTwoAccounts() {
    assertThatThrownBy(
            () ->
                FileAccounts.parse(
                    HEAD
                        + "B-1;A;A.;AED;;+971501234567;;;open\n"
                        + "B-2;B;B.;AED;;+971501234567;;;open\n"))
        .hasMessageContaining("B-2");
  }

  @Test
  void refusesAFileOfAnotherForm() {
    assertThatThrownBy(() -> FileAccounts.parse("name,iban\n")).hasMessageContaining("first line");
    assertThatThrownBy(() -> FileAccounts.parse("")).hasMessageContaining("first line");
  }
}
