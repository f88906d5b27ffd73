package org.corridor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Iban;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Uetr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One line, one case: what the boundary types take and what they refuse, with the rule that
 * refuses.
 */
class BoundaryTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GB82WEST12345698765432",
        "DE89370400440532013000",
        "AE070331234567890123456",
        "NO9386011117947"
      })
  void takesRightIbans(String iban) {
    assertThat(new Iban(iban).value()).isEqualTo(iban);
  }

  @ParameterizedTest
  @CsvSource({
    "GB82WEST12345698765433, iban.checksum",
    "GB82WEST1234569876543, iban.length",
    "US82WEST12345698765432, iban.country",
    "gb82west12345698765432, iban.format",
    "'', iban.format",
  })
  void refusesWrongIbans(String iban, String rule) {
    assertThatThrownBy(() -> new Iban(iban))
        .isInstanceOfSatisfying(Malformed.class, m -> assertThat(m.rule()).isEqualTo(rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEUTDEFF", "DEUTDEFF500", "1ABCGB2L"})
  void takesRightBics(String bic) {
    assertThat(new Bic(bic).institution()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEUTDEF", "DEUTZZFF", "deutdeff", "DEUTDEFF50", ""})
  void refusesWrongBics(String bic) {
    assertThatThrownBy(() -> new Bic(bic)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.00, EUR, 10.00",
    "10, EUR, 10.00",
    "1.100, EUR, 1.10",
    "7, JPY, 7",
    "1.234, KWD, 1.234",
    "9999999999999999.99, USD, 9999999999999999.99",
  })
  void takesAmountsAtTheirCurrencysScale(String amount, String currency, String shown) {
    assertThat(Money.of(amount, currency)).hasToString(shown + " " + currency);
  }

  @ParameterizedTest
  @CsvSource({
    "1.234, EUR, amount.format",
    "0.5, JPY, amount.format",
    "1000000000000000000.00, USD, amount.format",
    "1e3, USD, amount.format",
    "'1,00', USD, amount.format",
    "1, EURO, currency.code",
    "1, XXX, currency.decimals",
  })
  void refusesWrongAmounts(String amount, String currency, String rule) {
    assertThatThrownBy(() -> Money.of(amount, currency))
        .isInstanceOfSatisfying(Malformed.class, m -> assertThat(m.rule()).isEqualTo(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eb6305c9-1f7f-49de-aed0-16487c27b42D",
        "eb6305c9-1f7f-19de-aed0-16487c27b42d",
        "eb6305c9-1f7f-49de-ced0-16487c27b42d",
        "eb6305c91f7f49deaed016487c27b42d",
      })
  void refusesReferencesThatAreNoVersionFourUuid(String uetr) {
    assertThatThrownBy(() -> new Uetr(uetr)).isInstanceOf(Malformed.class);
  }

  @Test
  void derivesTheSameReferenceForTheSameOrderAndAnotherForAnother() {
    assertThat(Uetr.derived("ERP", "M1", 0, "E1")).isEqualTo(Uetr.derived("ERP", "M1", 0, "E1"));
    assertThat(Uetr.derived("ERP", "M1", 0, "E1")).isNotEqualTo(Uetr.derived("ERP", "M1", 1, "E1"));
  }

  @Test
  void checksLedgerAddresses() {
    String address = "GBRPYHIL2CI3FNQ4BXLFMNDLFJUNPU2HY3ZMFSHONUCEOASW7QC7OX2H";
    assertThat(new LedgerAddress(address)).hasToString(address);
    assertThatThrownBy(() -> new LedgerAddress(address.replace("OX2H", "OX2A")))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void movesMoneyToTheLedgerAndBackExactly() {
    assertThat(LedgerAmount.of(Money.of("12.34", "EUR"))).isEqualTo(new LedgerAmount(123_400_000));
    assertThat(LedgerAmount.parse("0.0000001").stroops()).isEqualTo(1);
    assertThatThrownBy(() -> LedgerAmount.parse("0.00000001")).isInstanceOf(Malformed.class);
  }

  @Test
  void readsAnAccountThatLooksLikeAnIbanStrictly() {
    assertThatThrownBy(() -> AccountReference.of("GB82WEST12345698765433"))
        .isInstanceOf(Malformed.class);
    assertThat(AccountReference.of("0010020030")).isInstanceOf(AccountReference.OtherAccount.class);
  }

  @Test
  void checksMobileNumbersAndFederationAddresses() {
    assertThat(NameAtBank.parse("amina*beta.example").domain()).isEqualTo("beta.example");
    assertThatThrownBy(() -> NameAtBank.parse("amina@beta.example")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> new MobileNumber("07911123456")).isInstanceOf(Malformed.class);
  }
}
