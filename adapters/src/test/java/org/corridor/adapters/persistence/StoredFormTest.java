package org.corridor.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.message.StatusReport;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.PaymentState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored today is read as it was written, tomorrow too. */
class StoredFormTest {
  private static final String GOLDEN = "/golden/persistence/stored-v1.txt";

  static Stream<PaymentState> states() {
    return Samples.states().stream();
  }

  static Stream<BeneficiaryAddress> addresses() {
    return Stream.of(
        BeneficiaryAddress.NameAtBank.parse("amina*beta.example"),
        new BeneficiaryAddress.AccountAtBank(
            AccountReference.of("AE070331234567890123456"), new Bic("BETAAEAD")),
        new BeneficiaryAddress.AccountAtBank(
            new AccountReference.OtherAccount("12-34"), new Bic("BETAAEAD")),
        new BeneficiaryAddress.NationalId("AE", "784-1980-1"),
        new BeneficiaryAddress.MobileNumber("+971501234567"));
  }

  @ParameterizedTest
  @MethodSource("states")
  void readsEveryStateAsItWasWritten(PaymentState state) {
    String stored = Stored.write(Facts.all(state));
    assertThat(Stored.read(stored, Facts.class).state(state.name())).isEqualTo(state);
  }

  @Test
  void thereIsASampleOfEveryState() {
    assertThat(Samples.states().stream().map(PaymentState::name).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(PaymentState.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void readsEveryAddressAsItWasWritten(BeneficiaryAddress address) {
    CreditTransfer transfer = Samples.transfer(1, address);
    assertThat(Stored.read(Stored.write(transfer), CreditTransfer.class)).isEqualTo(transfer);
  }

  @Test
  void foldingEventsGivesTheState() {
    List<PaymentState> way =
        List.of(
            new PaymentState.Received(),
            Samples.resolved(),
            Samples.held(),
            Samples.cleared(),
            Samples.agreed(),
            Samples.awaiting(),
            Samples.quoted("officer"),
            Samples.signed(1),
            Samples.submitted(1),
            Samples.agreed(),
            Samples.quoted("officer"),
            Samples.signed(2),
            Samples.submitted(2),
            Samples.settled(2));
    Facts folded = Facts.NONE;
    for (PaymentState state : way) {
      folded = folded.then(state.name(), Stored.read(Stored.write(Facts.own(state)), Facts.class));
      assertThat(folded.state(state.name())).isEqualTo(state);
    }
  }

  @Test
  void refusesAnotherVersionAndUnknownFacts() {
    assertThatThrownBy(() -> Stored.read("{\"v\":2}", Facts.class))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Stored.read("{\"v\":1,\"colour\":\"red\"}", Facts.class))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Set {@code -Dgolden.write=true} to write the file anew, and read the difference. */
  @Test
  void theStoredFormIsTheOneOfTheGoldenFile() throws IOException {
    List<String> lines = new ArrayList<>();
    Samples.states().forEach(s -> lines.add(s.name() + " " + Stored.write(Facts.all(s))));
    Samples.states().forEach(s -> lines.add("event " + Stored.write(Facts.own(s))));
    addresses().forEach(a -> lines.add("transfer " + Stored.write(Samples.transfer(1, a))));
    lines.add("report " + Stored.write(report()));
    String written = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Path file = Path.of("src/test/resources" + GOLDEN);
      Files.createDirectories(file.getParent());
      Files.writeString(file, written);
    }
    try (InputStream golden = StoredFormTest.class.getResourceAsStream(GOLDEN)) {
      assertThat(golden).isNotNull();
      assertThat(written).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsAReportAsItWasWritten() {
    assertThat(Stored.read(Stored.write(report()), StatusReport.class)).isEqualTo(report());
  }

  private static StatusReport report() {
    return new StatusReport(
        "R-1",
        Samples.NOW,
        MessageType.PACS_008,
        "MSG-1",
        List.of(),
        List.of(
            StatusReport.Line.of(Samples.transfer(1), Samples.settled(1)),
            StatusReport.Line.of(Samples.transfer(2), Samples.rejected())));
  }
}
