package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MT103 that we write are read as the transfers that they were. */
class Mt103FormTest {
  private final MessageForms forms = new MessageForms();
  private final BankMessages messages = new BankMessages(Transfers.ALPHA);

  static List<BeneficiaryAddress> addresses() {
    return Transfers.ADDRESSES;
  }

  private static CreditTransfer transfer(
      BeneficiaryAddress to, String endToEndId, List<String> remittance) {
    return new CreditTransfer(
        new Uetr("0e2b8c7a-5d3f-4a1e-9b6c-1f2e3d4c5b6a"),
        "REF-2026/0001",
        "REF-2026/0001",
        endToEndId,
        Money.of("1250.50", "EUR"),
        Transfers.DAY,
        Money.of("5000.00", "AED"),
        ChargeBearer.SHAR,
        Transfers.ALPHA,
        new Party("Joerg Mueller", List.of("Hafenstrasse 7", "Hamburg"), "DE", null, "L01X00T47"),
        null,
        Transfers.ALPHA,
        Party.named("Amina Said"),
        to,
        Transfers.BETA,
        null,
        remittance);
  }

  private void assertRoundTrips(CreditTransfer transfer) {
    Optional<byte[]> written = forms.mt103(transfer, Transfers.BETA);
    assertThat(written).isPresent();
    assertThat(messages.read(Transfers.raw(written.orElseThrow())))
        .isEqualTo(
            new Decoded.Understood(
                MessageType.MT103,
                transfer.messageId(),
                List.of(new Decoded.Transaction.Valid(transfer))));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void readsEveryKindOfAddress(BeneficiaryAddress to) {
    assertRoundTrips(transfer(to, "E2E-1", List.of("Invoice 4711", "thanks")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOTPROVIDED",
        "E",
        "123456789012345678901234567890",
        "1234567890123456789012345678901",
        "12345678901234567890123456789012345"
      })
  void keepsReferencesOfEveryLength(String endToEndId) {
    assertRoundTrips(transfer(Transfers.ACCOUNT, endToEndId, List.of()));
    assertRoundTrips(transfer(Transfers.ACCOUNT, endToEndId, List.of("Invoice 4711")));
  }

  @Test
  void saysWhenATransferDoesNotFit() {
    assertThat(forms.mt103(Transfers.full(Transfers.ACCOUNT), Transfers.BETA)).isEmpty();
    assertThat(
            forms.mt103(
                transfer(Transfers.ACCOUNT, "E", List.of("a", "b", "c", "d")), Transfers.BETA))
        .isEmpty();
    assertThat(forms.mt103(transfer(Transfers.ACCOUNT, "E", List.of("caf\u00e9")), Transfers.BETA))
        .isEmpty();
  }
}
