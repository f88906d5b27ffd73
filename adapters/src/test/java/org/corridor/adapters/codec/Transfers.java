package org.corridor.adapters.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.BeneficiaryAddress.MobileNumber;
import org.corridor.domain.party.BeneficiaryAddress.NameAtBank;
import org.corridor.domain.party.BeneficiaryAddress.NationalId;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/** Made-up transfers and messages. */
final class Transfers {
  static final Bic ALPHA = new Bic("ALPHGB2L");
  static final Bic BETA = new Bic("BETAAEAD");
  static final Instant CREATED = Instant.parse("2026-03-02T09:30:00Z");
  static final LocalDate DAY = LocalDate.parse("2026-03-03");
  static final BeneficiaryAddress ACCOUNT =
      new AccountAtBank(AccountReference.of("AE070331234567890123456"), BETA);

  static final List<BeneficiaryAddress> ADDRESSES =
      List.of(
          ACCOUNT,
          new AccountAtBank(new OtherAccount("0010020030"), BETA),
          new NameAtBank("amina", "beta.example"),
          new NationalId("AE", "784-1990-1234567-1"),
          new MobileNumber("+971501234567"));

  private Transfers() {}

  static RawMessage raw(byte[] bytes) {
    return raw(bytes, null);
  }

  static RawMessage raw(byte[] bytes, @Nullable MessageType expected) {
    return new RawMessage(
        "delivery-1", Channel.JMS, "alpha-erp", null, expected, null, bytes, CREATED);
  }

  /** A transfer that uses every component. */
  static CreditTransfer full(BeneficiaryAddress beneficiary) {
    return new CreditTransfer(
        new Uetr("0e2b8c7a-5d3f-4a1e-9b6c-1f2e3d4c5b6a"),
        "M-0001",
        "I-0001",
        "E2E-0001",
        Money.of("1250.50", "EUR"),
        DAY,
        Money.of("5000.00", "AED"),
        ChargeBearer.SHAR,
        ALPHA,
        new Party(
            "Jörg Müller & Söhne <Ältere>",
            List.of("Hafenstraße 7", "20095 Hamburg"),
            "DE",
            LocalDate.parse("1961-04-30"),
            "L01X00T47"),
        AccountReference.of("DE89370400440532013000"),
        ALPHA,
        new Party("Amina Said", List.of("12 Corniche Road"), "AE", null, "784199012345671"),
        beneficiary,
        BETA,
        "GDDS",
        List.of("Invoice 4711", "due 2026-02-28"));
  }

  /** A transfer that uses what is compulsory. */
  static CreditTransfer plain() {
    return new CreditTransfer(
        new Uetr("6f1d2c3b-4a59-4687-8796-a5b4c3d2e1f0"),
        "M0002",
        null,
        "NOTPROVIDED",
        Money.of("7", "JPY"),
        DAY,
        null,
        ChargeBearer.DEBT,
        ALPHA,
        Party.named("Olu Ade"),
        null,
        ALPHA,
        Party.named("Amina Said"),
        ACCOUNT,
        BETA,
        null,
        List.of());
  }
}
