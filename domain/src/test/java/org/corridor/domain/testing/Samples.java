package org.corridor.domain.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.book.BookAccount;
import org.corridor.domain.book.JournalEntry;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.InboundMessage;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Iban;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.Charges;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.Delivery;
import org.corridor.domain.settlement.IncomingAgreement;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger.Arrival;
import org.corridor.domain.settlement.SignedTransaction;

/** Valid values by number: the same number gives the same value, another number another one. */
public final class Samples {
  /** Noon of a working day. */
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** The sending bank. */
  public static final Bic ALPHA = new Bic("ALPHGB2L");

  /** The receiving bank. */
  public static final Bic BETA = new Bic("BETAAEAD");

  /** The United States dollar. */
  public static final Currency USD = Currency.getInstance("USD");

  /** The dirham. */
  public static final Currency AED = Currency.getInstance("AED");

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Samples() {}

  /** A UETR. */
  public static Uetr uetr(int n) {
    return Uetr.derived("samples", "uetr", n, "e2e");
  }

  /** A ledger account. */
  public static LedgerAddress address(int n) {
    byte[] bytes = new byte[35];
    bytes[0] = 6 << 3;
    byte[] seed =
        UUID.nameUUIDFromBytes(("address" + n).getBytes(StandardCharsets.UTF_8))
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    System.arraycopy(seed, 0, bytes, 1, 32);
    int crc = 0;
    for (int i = 0; i < 33; i++) {
      crc ^= (bytes[i] & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
      }
      crc &= 0xFFFF;
    }
    bytes[33] = (byte) crc;
    bytes[34] = (byte) (crc >> 8);
    StringBuilder text = new StringBuilder();
    BigInteger value = new BigInteger(1, bytes);
    for (int i = 55; i >= 0; i--) {
      text.append(BASE32.charAt(value.shiftRight(5 * i).intValue() & 31));
    }
    return new LedgerAddress(text.toString());
  }

  /** The asset of a currency. */
  public static Asset asset(String code) {
    return new Asset(code, address(code.hashCode()));
  }

  /** 64 hexadecimal characters. */
  public static String hash(int n) {
    return HexFormat.of().toHexDigits(n * 2654435761L).repeat(4);
  }

  /** A valid British IBAN. */
  public static Iban iban(int n) {
    String national = "ALPH%014d".formatted(n);
    StringBuilder digits = new StringBuilder();
    (national + "GB00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
    int check = 98 - new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
    return new Iban("GB%02d%s".formatted(check, national));
  }

  /** A transfer of USD to a customer of Beta by name; charges on top. */
  public static CreditTransfer transfer(int n) {
    return transfer(n, "MSG-" + n, Money.of("100.00", "USD"), null, ChargeBearer.SHAR);
  }

  /** A transfer with the parts that matter for its way. */
  public static CreditTransfer transfer(
      int n, String messageId, Money amount, Money instructed, ChargeBearer bearer) {
    return new CreditTransfer(
        uetr(n),
        messageId,
        "INSTR-" + n,
        "E2E-" + n,
        amount,
        LocalDate.of(2026, 3, 2),
        instructed,
        bearer,
        ALPHA,
        Party.named("Debtor " + n),
        new AccountReference.IbanAccount(iban(n)),
        ALPHA,
        Party.named("Creditor " + n),
        new BeneficiaryAddress.NameAtBank("creditor" + n, "beta.example"),
        BETA,
        null,
        List.of("Invoice " + n));
  }

  /** A raw message whose transport id is told. */
  public static RawMessage raw(String transportId, Channel channel) {
    return new RawMessage(
        transportId,
        channel,
        "alpha-core",
        null,
        null,
        null,
        transportId.getBytes(StandardCharsets.UTF_8),
        NOON);
  }

  /** An accepted message with one transfer per number, each booked. */
  public static InboundMessage message(String key, int... numbers) {
    return message(
        key,
        "transport-" + key,
        IntStream.of(numbers)
            .mapToObj(n -> transfer(n, key, Money.of("100.00", "USD"), null, ChargeBearer.SHAR))
            .toArray(CreditTransfer[]::new));
  }

  /** An accepted message with these transfers, each booked. */
  public static InboundMessage message(
      String key, String transportId, CreditTransfer... transfers) {
    List<Decoded.Transaction> lines =
        List.<CreditTransfer>of(transfers).stream()
            .<Decoded.Transaction>map(Decoded.Transaction.Valid::new)
            .toList();
    return new InboundMessage(
        key,
        raw(transportId, Channel.JMS),
        new Decoded.Understood(MessageType.PACS_008, transfers[0].messageId(), lines),
        List.of(transfers).stream().map(Samples::acceptance).toList());
  }

  /** The journal of an acceptance without a fee. */
  public static JournalEntry acceptance(CreditTransfer transfer) {
    Currency currency = transfer.settlementAmount().currency();
    return JournalEntry.move(
        "accept/" + transfer.uetr(),
        transfer.uetr().value(),
        NOON,
        new BookAccount(BookAccount.Kind.VOSTRO, ALPHA.institution(), currency),
        new BookAccount(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT", currency),
        transfer.settlementAmount());
  }

  /** Whom the money goes to. */
  public static Beneficiary beneficiary(int n) {
    return new Beneficiary(BETA, "acct-" + n, "C. " + n, USD, address(-2));
  }

  /** Resolved. */
  public static PaymentState.Resolved resolved(int n) {
    return new PaymentState.Resolved(beneficiary(n));
  }

  /** Cleared. */
  public static PaymentState.Cleared cleared(int n) {
    return new PaymentState.Cleared(resolved(n), new ScreeningDecision.Cleared("list-1", 12, null));
  }

  /** Held. */
  public static PaymentState.Held held(int n) {
    return new PaymentState.Held(
        resolved(n),
        new ScreeningDecision.Held(
            "list-1",
            List.of(new ScreeningDecision.Hit("debtor", "OFAC", "36", "NAME", 97, "NAME=NAME"))));
  }

  /** Agreed, for an hour. */
  public static PaymentState.Agreed agreed(int n) {
    return new PaymentState.Agreed(
        cleared(n), new Agreement(hash(n), NOON, NOON.plusSeconds(3600)));
  }

  /** A quote of 100 USD, for a minute. */
  public static Quote quote() {
    LedgerAmount hundred = LedgerAmount.parse("100");
    return new Quote(
        Quote.Mode.STRICT_SEND,
        asset("USD"),
        hundred,
        asset("USD"),
        hundred,
        List.of(),
        hundred,
        NOON.plusSeconds(60));
  }

  /** Quoted. */
  public static PaymentState.Quoted quoted(int n) {
    return new PaymentState.Quoted(
        agreed(n), quote(), new Charges(Money.of("1.00", "USD"), false), null);
  }

  /** Awaiting approval. */
  public static PaymentState.AwaitingApproval awaitingApproval(int n) {
    return new PaymentState.AwaitingApproval(
        agreed(n), quote(), new Charges(Money.of("1.00", "USD"), false));
  }

  /** Signed bytes, valid for a minute. */
  public static SignedTransaction signedTransaction(int n) {
    return new SignedTransaction(
        hash(n + 500_000), "AAAA" + n, NOON.plusSeconds(60), "channel" + n);
  }

  /** Signed. */
  public static PaymentState.Signed signed(int n) {
    return new PaymentState.Signed(quoted(n), signedTransaction(n));
  }

  /** Submitted. */
  public static PaymentState.Submitted submitted(int n) {
    return new PaymentState.Submitted(signed(n), NOON.plusSeconds(1));
  }

  /** Settled with 100 of USD. */
  public static PaymentState.Settled settled(int n) {
    LedgerAmount hundred = LedgerAmount.parse("100");
    return new PaymentState.Settled(
        submitted(n),
        new Delivery(signedTransaction(n).hash(), 7, NOON.plusSeconds(5), hundred, hundred, 100));
  }

  /** Rejected. */
  public static PaymentState.Rejected rejected() {
    return new PaymentState.Rejected(new Rejection(ReasonCode.BE06, "not known"));
  }

  /** Agreed at the receiving bank: exactly 100 USD, for an hour. */
  public static IncomingAgreement incoming(int n, String memoHash) {
    return new IncomingAgreement(
        uetr(n),
        memoHash,
        "acct-" + n,
        USD,
        Money.of("100.00", "USD"),
        address(-1),
        "Debtor " + n,
        ALPHA,
        "E2E-" + n,
        NOON,
        NOON.plusSeconds(3600));
  }

  /** An arrival of USD from Alpha. */
  public static Arrival arrival(int n, String memoHash, String amount) {
    return new Arrival(
        "%019d".formatted(1000 + n),
        hash(n + 900_000),
        address(-1),
        asset("USD"),
        LedgerAmount.parse(amount),
        memoHash,
        "",
        NOON.plusSeconds(10));
  }
}
