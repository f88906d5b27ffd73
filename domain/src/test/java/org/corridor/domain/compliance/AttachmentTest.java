package org.corridor.domain.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.corridor.domain.Malformed;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The canonical form: every field counts, no two attachments share it. */
class AttachmentTest {
  private static final Bic ALPHA = new Bic("ALPHGB2L");
  private static final Bic BETA = new Bic("BETAAEAD");
  private static final LedgerAddress FROM =
      new LedgerAddress("GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN");
  private static final LedgerAddress TO =
      new LedgerAddress("GBBD47IF6LWK7P7MDEVSCWR7DPUWV3NY3DTQEVFL4NAT4AQH3ZLLFLA5");
  private static final String SALT = "0123456789abcdef".repeat(2);
  private static final Attachment ONE =
      attachment("B-1", "100.00", null, debtor("Basil"), "GIFT", List.of("a", "b"));

  static Stream<Arguments> differences() {
    return Stream.of(
        Arguments.of(
            "account",
            attachment("B-2", "100.00", null, debtor("Basil"), "GIFT", List.of("a", "b"))),
        Arguments.of(
            "settlement",
            attachment("B-1", "100.01", null, debtor("Basil"), "GIFT", List.of("a", "b"))),
        Arguments.of(
            "expected",
            attachment(
                "B-1", "100.00", Money.of("5", "AED"), debtor("Basil"), "GIFT", List.of("a", "b"))),
        Arguments.of(
            "debtor.name",
            attachment("B-1", "100.00", null, debtor("Basilius"), "GIFT", List.of("a", "b"))),
        Arguments.of(
            "debtor.country",
            attachment(
                "B-1",
                "100.00",
                null,
                new Party(
                    "Basil", List.of("Große Str. 1"), null, LocalDate.of(1980, 1, 2), "DE-77"),
                "GIFT",
                List.of("a", "b"))),
        Arguments.of(
            "purpose", attachment("B-1", "100.00", null, debtor("Basil"), null, List.of("a", "b"))),
        Arguments.of(
            "remittance",
            attachment("B-1", "100.00", null, debtor("Basil"), "GIFT", List.of("ab"))),
        Arguments.of(
            "remittance",
            attachment("B-1", "100.00", null, debtor("Basil"), "GIFT", List.of("a"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void namesTheFirstDifferenceAndHashesIt(String field, Attachment other) {
    assertThat(ONE.firstDifference(other)).contains(field);
    assertThat(other.firstDifference(ONE)).isPresent();
    assertThat(other.hash()).isNotEqualTo(ONE.hash());
  }

  @Test
  void hasTheSameHashForTheSameContent() {
    Attachment same = attachment("B-1", "100", null, debtor("Basil"), "GIFT", List.of("a", "b"));
    assertThat(same).isEqualTo(ONE);
    assertThat(same.hash()).isEqualTo(ONE.hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void hidesItsContentBehindTheSalt() {
    Attachment salted = ONE.salted("f".repeat(32));
    assertThat(salted.hash()).isNotEqualTo(ONE.hash());
    assertThat(ONE.firstDifference(salted)).isEmpty();
    assertThat(salted.salted(SALT)).isEqualTo(ONE);
    assertThatThrownBy(() -> ONE.salted("no salt")).isInstanceOf(Malformed.class);
  }

  @Test
  void writesLengthsSoThatNoTextCanPassForAnother() {
    Attachment tricky =
        attachment("B-1", "100.00", null, debtor("Basil"), "GIFT", List.of("a\nremittance 1 b"));
    assertThat(tricky.hash()).isNotEqualTo(ONE.hash());
    assertThat(new String(ONE.canonical(), StandardCharsets.UTF_8))
        .startsWith("corridor-attachment-1\nsalt 32 " + SALT + "\nuetr 36 ")
        .contains("\nsettlement 10 100.00 USD\n", "\ndebtor.address 13 Große Str. 1\n");
  }

  @Test
  void showsNothingOfItInTexts() {
    assertThat(ONE.toString()).isEqualTo("Attachment[" + ONE.uetr() + "]");
  }

  private static Party debtor(String name) {
    return new Party(name, List.of("Große Str. 1"), "DE", LocalDate.of(1980, 1, 2), "DE-77");
  }

  private static Attachment attachment(
      String account,
      String amount,
      @Nullable Money expected,
      Party debtor,
      @Nullable String purpose,
      List<String> remittance) {
    CreditTransfer transfer =
        new CreditTransfer(
            Uetr.derived("alpha", "m", 1, "e"),
            "MSG-1",
            null,
            "E2E-1",
            Money.of(amount, "USD"),
            LocalDate.of(2026, 2, 3),
            null,
            ChargeBearer.SHAR,
            ALPHA,
            debtor,
            new OtherAccount("A-1"),
            ALPHA,
            Party.named("Amina Saleh"),
            new AccountAtBank(new OtherAccount("B-1"), BETA),
            BETA,
            purpose,
            remittance);
    Beneficiary beneficiary = new Beneficiary(BETA, account, "A. S.", Money.currency("AED"), TO);
    return Attachment.of(
        new TravelRule.Request(transfer, beneficiary, expected), ALPHA, FROM, SALT);
  }
}
