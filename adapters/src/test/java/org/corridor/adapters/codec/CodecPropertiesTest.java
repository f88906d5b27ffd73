package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.corridor.adapters.codec.check.Texts;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;

/** Whatever the bytes are, reading ends with an answer; whatever was written reads the same. */
class CodecPropertiesTest {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-'()?:+&<>\"\u00e4\u00e9"
          + "\u0416\u05d0\u0633\u5f20";

  private final BankMessages messages = new BankMessages(Transfers.ALPHA);
  private final MessageForms forms = new MessageForms();

  /** One changed byte of a good message. */
  record Change(int at, byte to) {}

  @Property(tries = 4_000)
  void survivesChangedBytes(
      @ForAll @IntRange(max = 3) int form, @ForAll("changes") @Size(max = 4) List<Change> changes) {
    byte[] bytes = message(form).clone();
    for (Change change : changes) {
      bytes[change.at % bytes.length] = change.to;
    }
    assertThat(messages.read(Transfers.raw(bytes))).isNotNull();
  }

  @Property(tries = 1_000)
  void survivesCutMessages(
      @ForAll @IntRange(max = 3) int form, @ForAll @IntRange(max = 10_000) int length) {
    byte[] bytes = message(form);
    byte[] cut = java.util.Arrays.copyOf(bytes, length % bytes.length);
    assertThat(messages.read(Transfers.raw(cut))).isInstanceOf(Decoded.Unreadable.class);
  }

  @Property(tries = 1_000)
  void survivesNoise(@ForAll @Size(max = 200) byte[] bytes) {
    assertThat(messages.read(Transfers.raw(bytes))).isInstanceOf(Decoded.Unreadable.class);
  }

  @Property(tries = 1_000)
  void readsWhatItWrote(@ForAll("transfers") CreditTransfer transfer) {
    assertThat(read(forms.pacs008(transfer, Transfers.CREATED))).contains(transfer);
    Optional<byte[]> mt103 = forms.mt103(transfer, Transfers.BETA);
    if (mt103.isPresent() && transfer.chargeBearer() != ChargeBearer.SLEV) {
      assertThat(read(mt103.get()).map(CodecPropertiesTest::withInstruction))
          .contains(withInstruction(transfer));
    }
    if (transfer.instructedAmount() == null) {
      assertThat(read(forms.pain001(List.of(transfer), Transfers.CREATED))).contains(transfer);
    }
  }

  /** An MT103 has one reference where the others have two. */
  private static List<Object> withInstruction(CreditTransfer t) {
    return List.of(
        t.uetr(),
        t.messageId(),
        t.endToEndId(),
        t.settlementAmount(),
        t.debtor(),
        t.creditor(),
        t.beneficiary(),
        t.remittance(),
        String.valueOf(t.debtorAccount()));
  }

  private Optional<CreditTransfer> read(byte[] bytes) {
    return messages.read(Transfers.raw(bytes)) instanceof Decoded.Understood u
            && u.transactions().getFirst() instanceof Decoded.Transaction.Valid v
        ? Optional.of(v.transfer())
        : Optional.empty();
  }

  private byte[] message(int form) {
    CreditTransfer transfer = Transfers.full(Transfers.ACCOUNT);
    return switch (form) {
      case 0 -> forms.pacs008(transfer, Transfers.CREATED);
      case 1 -> forms.pain001(List.of(transfer), Transfers.CREATED);
      case 2 -> forms.mt103(Transfers.plain(), Transfers.BETA).orElseThrow();
      default ->
          """
          {"endToEndId":"E","amount":{"value":"1.00","currency":"EUR"},"settlementDate":"2026-03-03",
          "debtor":{"name":"O"},"creditor":{"name":"A"},"beneficiary":{"account":"1","bank":"BETAAEAD"}}\
          """
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(Arbitraries.integers().between(0, 5_000), Arbitraries.bytes())
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static Arbitrary<String> text(int max) {
    return Arbitraries.strings()
        .withChars(LETTERS.toCharArray())
        .ofMinLength(1)
        .ofMaxLength(max)
        .map(String::strip)
        .filter(s -> !s.isEmpty());
  }

  private static Arbitrary<Party> parties() {
    return Combinators.combine(
            text(140),
            text(70).list().ofMaxSize(7),
            Arbitraries.of("GB", "AE", "DE", "XK").injectNull(0.3),
            Arbitraries.longs().between(-20_000, 20_000).map(LocalDate::ofEpochDay).injectNull(0.7),
            text(35).filter(s -> !s.equals(Texts.NOT_PROVIDED)).injectNull(0.6))
        .as(Party::new);
  }

  private static Arbitrary<Money> money() {
    return Combinators.combine(
            Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("9999999999999.99"))
                .ofScale(2),
            Arbitraries.of("EUR", "USD", "AED"))
        .as((amount, currency) -> Money.of(amount.toPlainString(), currency));
  }

  @Provide
  Arbitrary<CreditTransfer> transfers() {
    Arbitrary<BeneficiaryAddress> addresses = Arbitraries.of(Transfers.ADDRESSES);
    Arbitrary<Bic> banks = Arbitraries.of(Transfers.ALPHA, Transfers.BETA, new Bic("GAMADEFF001"));
    return Combinators.combine(
            Combinators.combine(text(35), text(35).injectNull(0.5), text(35)).as(References::new),
            money(),
            money().injectNull(0.5),
            Arbitraries.of(ChargeBearer.class),
            banks,
            parties(),
            parties(),
            Combinators.combine(addresses, text(140).list().ofMaxSize(20)).as(Details::new))
        .as(CodecPropertiesTest::transfer);
  }

  private record References(String message, String instruction, String endToEnd) {}

  private record Details(BeneficiaryAddress to, List<String> remittance) {}

  private static CreditTransfer transfer(
      References r,
      Money amount,
      Money instructed,
      ChargeBearer bearer,
      Bic bank,
      Party debtor,
      Party creditor,
      Details details) {
    return new CreditTransfer(
        Uetr.derived("s", r.message, 0, r.endToEnd),
        r.message,
        r.instruction,
        r.endToEnd,
        amount,
        Transfers.DAY,
        amount.equals(instructed) ? null : instructed,
        bearer,
        bank,
        debtor,
        null,
        Transfers.ALPHA,
        creditor,
        details.to,
        Transfers.BETA,
        null,
        details.remittance);
  }
}
