package org.corridor.adapters.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.corridor.domain.message.Decoded;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.payment.CreditTransfer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write, we can read, and so can everybody who has the schema. */
class MessageFormsTest {
  private final MessageForms forms = new MessageForms();
  private final BankMessages messages = new BankMessages(Transfers.ALPHA);

  static Stream<CreditTransfer> transfers() {
    return Stream.concat(
        Transfers.ADDRESSES.stream().map(Transfers::full), Stream.of(Transfers.plain()));
  }

  @ParameterizedTest
  @MethodSource("transfers")
  void readsThePacs008ThatItWrote(CreditTransfer transfer) {
    byte[] written = forms.pacs008(transfer, Transfers.CREATED);
    assertThat(messages.read(Transfers.raw(written)))
        .isEqualTo(
            new Decoded.Understood(
                MessageType.PACS_008,
                transfer.messageId(),
                List.of(new Decoded.Transaction.Valid(transfer))));
    assertThat(forms.pacs008(transfer, Transfers.CREATED)).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("transfers")
  void writesPacs008ByTheSchema(CreditTransfer transfer) {
    Shared.assertValid(forms.pacs008(transfer, Transfers.CREATED), "pacs.008.001.08");
  }

  @ParameterizedTest
  @MethodSource("transfers")
  void writesPain001ByTheSchema(CreditTransfer transfer) {
    Shared.assertValid(forms.pain001(List.of(transfer), Transfers.CREATED), "pain.001.001.09");
  }
}
