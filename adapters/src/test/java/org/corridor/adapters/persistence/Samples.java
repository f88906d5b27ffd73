package org.corridor.adapters.persistence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
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
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.Charges;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentState;
import org.corridor.domain.payment.PaymentState.Agreed;
import org.corridor.domain.payment.PaymentState.AwaitingApproval;
import org.corridor.domain.payment.PaymentState.Cleared;
import org.corridor.domain.payment.PaymentState.Held;
import org.corridor.domain.payment.PaymentState.Quoted;
import org.corridor.domain.payment.PaymentState.Received;
import org.corridor.domain.payment.PaymentState.Rejected;
import org.corridor.domain.payment.PaymentState.Resolved;
import org.corridor.domain.payment.PaymentState.Settled;
import org.corridor.domain.payment.PaymentState.Signed;
import org.corridor.domain.payment.PaymentState.Submitted;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.Delivery;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SignedTransaction;

/** Payments, messages and states to test with. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");
  static final Currency USD = Currency.getInstance("USD");
  static final Currency EUR = Currency.getInstance("EUR");
  static final LedgerAddress BANK =
      new LedgerAddress("GAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB7JZX");
  static final Asset USD_ASSET = new Asset("USD", BANK);
  static final Asset EUR_ASSET = new Asset("EUR", BANK);

  private Samples() {}

  static Uetr uetr(int number) {
    return new Uetr(new UUID(0x4000L | (long) number << 32, 1L << 63 | number).toString());
  }

  static String hash(int number) {
    return "%064x".formatted(number);
  }

  static CreditTransfer transfer(int number) {
    return transfer(
        number,
        new BeneficiaryAddress.AccountAtBank(
            AccountReference.of("AE070331234567890123456"), new Bic("BETAAEAD")));
  }

  static CreditTransfer transfer(int number, BeneficiaryAddress address) {
    return new CreditTransfer(
        uetr(number),
        "MSG-" + number,
        "INSTR-" + number,
        "E2E-" + number,
        Money.of("1250.50", "EUR"),
        LocalDate.of(2026, 3, 1),
        Money.of("1300", "USD"),
        ChargeBearer.SHAR,
        new Bic("ALPHGB2L"),
        new Party(
            "Žofia O'Neill \u0000 \"q\" \\ 名前",
            List.of("1 High Street", "London"),
            "GB",
            LocalDate.of(1980, 2, 29),
            "AB123456C"),
        AccountReference.of("4711-X"),
        new Bic("ALPHGB2L"),
        Party.named("Amina Saleh"),
        address,
        new Bic("BETAAEADXXX"),
        "SALA",
        List.of("Invoice 1", "thanks"));
  }

  static RawMessage raw(String transportId) {
    return raw(transportId, "");
  }

  /** Other content has other bytes. */
  private static RawMessage raw(String transportId, String content) {
    return new RawMessage(
        transportId,
        Channel.JMS,
        "alpha-core",
        null,
        MessageType.PACS_008,
        "replies",
        ("<Document>" + transportId + "</Document>" + content).getBytes(StandardCharsets.UTF_8),
        NOW);
  }

  static InboundMessage message(int number) {
    return message("key-" + number, transfer(number));
  }

  static InboundMessage message(String key, CreditTransfer... transfers) {
    List<Decoded.Transaction> transactions = new ArrayList<>();
    List<JournalEntry> journal = new ArrayList<>();
    for (CreditTransfer transfer : transfers) {
      transactions.add(new Decoded.Transaction.Valid(transfer));
      journal.add(
          JournalEntry.move(
              transfer.uetr() + "/accept",
              transfer.uetr().value(),
              NOW,
              account(BookAccount.Kind.VOSTRO, "ALPHGB2L"),
              account(BookAccount.Kind.IN_FLIGHT, "IN_FLIGHT"),
              transfer.settlementAmount()));
    }
    return new InboundMessage(
        key,
        raw("transport-of-" + key, transactions.toString()),
        new Decoded.Understood(
            MessageType.PACS_008,
            transfers.length == 0 ? "MSG" : transfers[0].messageId(),
            transactions),
        journal);
  }

  static BookAccount account(BookAccount.Kind kind, String owner) {
    return new BookAccount(kind, owner, EUR);
  }

  /** One of every state. */
  static List<PaymentState> states() {
    return List.of(
        new Received(),
        resolved(),
        held(),
        cleared(),
        agreed(),
        awaiting(),
        quoted(null),
        quoted("officer"),
        signed(1),
        submitted(1),
        settled(1),
        rejected());
  }

  static Resolved resolved() {
    return new Resolved(new Beneficiary(new Bic("BETAAEAD"), "acc-77", "A*** S****", USD, BANK));
  }

  static Held held() {
    return new Held(
        resolved(),
        new ScreeningDecision.Held(
            "OFAC 2026-02-27 ab12",
            List.of(
                new ScreeningDecision.Hit(
                    "creditor", "OFAC", "12", "SALEH, Amina", 93, "2 of 2"))));
  }

  static Cleared cleared() {
    return new Cleared(
        resolved(), new ScreeningDecision.Cleared("OFAC 2026-02-27 ab12", 93, "olga,peter"));
  }

  static Agreed agreed() {
    return new Agreed(cleared(), new Agreement(hash(99), NOW, NOW.plusSeconds(600)), 2, "approver");
  }

  static Quote quote() {
    return new Quote(
        Quote.Mode.STRICT_SEND,
        EUR_ASSET,
        LedgerAmount.parse("1250.5"),
        USD_ASSET,
        LedgerAmount.parse("1299.9999999"),
        List.of(Asset.NATIVE, new Asset("GOLD", BANK)),
        LedgerAmount.parse("1300"),
        NOW.plusSeconds(30));
  }

  static AwaitingApproval awaiting() {
    return new AwaitingApproval(agreed(), quote(), new Charges(Money.of("2.5", "EUR"), true));
  }

  static Quoted quoted(String approvedBy) {
    return new Quoted(agreed(), quote(), new Charges(Money.of("2.5", "EUR"), false), approvedBy);
  }

  static Signed signed(int number) {
    return new Signed(
        quoted("officer"),
        new SignedTransaction(hash(number), "AAAA/+==", NOW.plusSeconds(60), BANK.value()));
  }

  static Submitted submitted(int number) {
    return new Submitted(signed(number), NOW.plusSeconds(1));
  }

  static Settled settled(int number) {
    return new Settled(
        submitted(number),
        new Delivery(
            hash(number),
            4711,
            NOW.plusSeconds(5),
            LedgerAmount.parse("1300.0199999"),
            LedgerAmount.parse("1250.5"),
            100));
  }

  static Rejected rejected() {
    return new Rejected(new Rejection(ReasonCode.AC04, "Account is closed"));
  }
}
