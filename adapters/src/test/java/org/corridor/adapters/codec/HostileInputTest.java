package org.corridor.adapters.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.Fault;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.RawMessage;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;
import org.junit.jupiter.api.Test;

/** What is too large, too deep or too much for a golden file, and what must never be told. */
class HostileInputTest {
  private final BankMessages messages = new BankMessages(Transfers.ALPHA);
  private final MessageForms forms = new MessageForms();

  private Decoded read(String text) {
    return messages.read(Transfers.raw(text.getBytes(UTF_8)));
  }

  private static Fault only(Decoded decoded) {
    List<Fault> faults = ((Decoded.Unreadable) decoded).faults();
    assertThat(faults).hasSize(1);
    return faults.getFirst();
  }

  private static List<CreditTransfer> transfers(int count) {
    CreditTransfer one = Transfers.plain();
    List<CreditTransfer> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(
          new CreditTransfer(
              Uetr.derived("s", "m", i, "e"),
              one.messageId(),
              null,
              "E" + i,
              one.settlementAmount(),
              one.settlementDate(),
              null,
              one.chargeBearer(),
              one.instructingBank(),
              one.debtor(),
              one.debtorAccount(),
              one.debtorBank(),
              one.creditor(),
              one.beneficiary(),
              one.creditorBank(),
              null,
              List.of()));
    }
    return many;
  }

  @Test
  void refusesWhatIsLargerThanTheLimitAndTakesWhatIsNot() {
    byte[] plain = forms.pacs008(Transfers.plain(), Transfers.CREATED);
    byte[] largest = java.util.Arrays.copyOf(plain, RawMessage.BYTES_MAX);
    java.util.Arrays.fill(largest, plain.length, largest.length, (byte) ' ');
    assertThat(messages.read(Transfers.raw(largest))).isInstanceOf(Decoded.Understood.class);
    byte[] larger = java.util.Arrays.copyOf(largest, RawMessage.BYTES_MAX + 1);
    larger[RawMessage.BYTES_MAX] = ' ';
    assertThat(only(messages.read(Transfers.raw(larger))).rule()).isEqualTo("message.size");
  }

  @Test
  void readsAFullMessageOfManyTransactions() {
    int count = 800;
    Decoded decoded =
        messages.read(Transfers.raw(forms.pacs008(transfers(count), Transfers.CREATED)));
    assertThat(((Decoded.Understood) decoded).transactions())
        .hasSize(count)
        .allMatch(Decoded.Transaction.Valid.class::isInstance);
  }

  @Test
  void refusesMoreTransactionsThanTheLimit() {
    String text =
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf>"
            + "<CdtTrfTxInf/>".repeat(10_001)
            + "</FIToFICstmrCdtTrf></Document>";
    Fault fault = only(read(text));
    assertThat(fault.rule()).isEqualTo("transactions.limit");
    assertThat(fault.code()).isEqualTo(ReasonCode.AM18);
  }

  @Test
  void survivesDepthWidthAndExpansionInLittleTime() {
    String open = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\">";
    StringBuilder laughs = new StringBuilder("<!DOCTYPE d [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
    }
    List<String> hostile =
        List.of(
            open + "<a>".repeat(200_000),
            "<a>".repeat(200_000),
            open + "<a " + "x=\"1\" ".repeat(50_000) + "/>",
            open + "<a x=\"" + "y".repeat(900_000) + "\"/>",
            open + "<" + "n".repeat(900_000) + "/>",
            open + "<a/>".repeat(200_000) + "</Document>",
            open + "<!--" + "c".repeat(900_000) + "-->",
            open + "<FIToFICstmrCdtTrf><GrpHdr><MsgId>" + "m".repeat(900_000),
            laughs + "]>" + open + "&l29;</Document>",
            "{".repeat(500_000),
            "{\"a\":".repeat(100_000),
            "{\"a\":\"" + "x".repeat(900_000) + "\"}",
            "{1:" + "x".repeat(900_000),
            "{1:F01ALPHGB2LAXXX0000000000}{2:I103BETAAEADXXXXN}{4:\n" + ":20:X\n".repeat(1_500),
            " ".repeat(900_000));
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(hostile)
                .allSatisfy(text -> assertThat(read(text)).isInstanceOf(Decoded.Unreadable.class)));
  }

  @Test
  void refusesAnotherMessageThanTheChannelTakes() {
    byte[] pacs = forms.pacs008(Transfers.plain(), Transfers.CREATED);
    Decoded decoded = messages.read(Transfers.raw(pacs, MessageType.PAIN_001_09));
    assertThat(only(decoded).rule()).isEqualTo("message.unexpected");
    assertThat(messages.read(Transfers.raw(pacs, MessageType.PACS_008)))
        .isInstanceOf(Decoded.Understood.class);
    assertThat(messages.read(Transfers.raw(new byte[0], MessageType.MT103)))
        .isInstanceOfSatisfying(
            Decoded.Unreadable.class, u -> assertThat(u.type()).isEqualTo(MessageType.MT103));
  }

  /** Faults go into answers, logs and screens: they tell the rule, never what broke it. */
  @Test
  void tellsNoValuesInFaults() {
    String text =
        new String(forms.pacs008(Transfers.full(Transfers.ACCOUNT), Transfers.CREATED), UTF_8);
    var leaf = Pattern.compile(">([^<>]+)<").matcher(text);
    int wrong = 0;
    while (leaf.find()) {
      for (String value : List.of("\u202eSECRET", "SECRET*&lt;", "SECRET".repeat(60))) {
        String changed = text.substring(0, leaf.start(1)) + value + text.substring(leaf.end(1));
        List<Fault> faults =
            switch (read(changed)) {
              case Decoded.Unreadable u -> u.faults();
              case Decoded.Understood u ->
                  u.transactions().getFirst() instanceof Decoded.Transaction.Faulty f
                      ? f.faults()
                      : List.of();
            };
        wrong += faults.isEmpty() ? 0 : 1;
        assertThat(faults.toString()).doesNotContain("SECRET");
      }
    }
    assertThat(wrong).isGreaterThan(50);
  }
}
