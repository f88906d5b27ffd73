package org.corridor.adapters.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.payment.Uetr;
import org.corridor.domain.settlement.Quote;
import org.corridor.domain.settlement.SettlementLedger.Order;
import org.corridor.domain.settlement.SignedTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.AbstractTransaction;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.MemoHash;
import org.stellar.sdk.Network;
import org.stellar.sdk.PathPaymentStrictReceiveOperation;
import org.stellar.sdk.PathPaymentStrictSendOperation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;

/** Our own encoding and signing, read and verified by the Stellar SDK. */
class TransactionFactoryTest {
  private static final String PASSPHRASE = "Test SDF Network ; September 2015";
  private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:30Z");

  private final LedgerKeys keys = LedgerKeys.ofMaster(new byte[32]);
  private final TransactionFactory factory =
      new TransactionFactory(PASSPHRASE, keys.account(), 1_000);
  private final Asset usd = new Asset("USD", keys.channel(5).address());
  private final Asset longer = new Asset("LONGERCODE", keys.channel(6).address());

  @Test
  void signsAPaymentThatTheSdkReadsAndVerifies() throws IOException {
    Transaction read = read(Quote.Mode.STRICT_SEND, usd, usd, List.of());
    PaymentOperation payment = (PaymentOperation) read.getOperations()[0];
    assertThat(payment.getAmount()).isEqualTo("10");
    assertThat(payment.getAsset().toString()).isEqualTo(usd.toString());
    assertThat(payment.getDestination()).isEqualTo(keys.channel(7).address().value());
    assertThat(payment.getSourceAccount()).isEqualTo(keys.account().address().value());
    assertThat(read.getSourceAccount()).isEqualTo(keys.channel(0).address().value());
    assertThat(read.getSequenceNumber()).isEqualTo(42);
    assertThat(read.getFee()).isEqualTo(1_000);
    assertThat(((MemoHash) read.getMemo()).getHexValue()).isEqualTo("ab".repeat(32));
    assertThat(read.getTimeBounds().getMaxTime().longValueExact())
        .isEqualTo(UNTIL.getEpochSecond());
  }

  @Test
  void writesBothKindsOfPathPayments() throws IOException {
    var send =
        (PathPaymentStrictSendOperation)
            read(Quote.Mode.STRICT_SEND, usd, Asset.NATIVE, List.of(longer)).getOperations()[0];
    assertThat(send.getSendAmount()).isEqualTo("10");
    assertThat(send.getDestMin()).isEqualTo("10");
    assertThat(send.getPath()).hasSize(1);
    assertThat(send.getDestAsset().toString()).isEqualTo("native");
    var receive =
        (PathPaymentStrictReceiveOperation)
            read(Quote.Mode.STRICT_RECEIVE, usd, longer, List.of()).getOperations()[0];
    assertThat(receive.getSendMax()).isEqualTo("10");
    assertThat(receive.getDestAmount()).isEqualTo("10");
    assertThat(receive.getDestAsset().toString()).isEqualTo(longer.toString());
  }

  @Test
  void keepsTheKeyFileForItsOwnerAndReadsTheSameKeysAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ledger.keys");
    LedgerKeys first = LedgerKeys.open(file, new SecureRandom());
    LedgerKeys again = LedgerKeys.open(file, new SecureRandom());
    assertThat(again.account().address()).isEqualTo(first.account().address());
    assertThat(again.channels(3)).isEqualTo(first.channels(3)).doesNotHaveDuplicates();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(first.channel(first.channel(17).address().value())).isPresent();
    assertThat(first.toString()).doesNotContain(first.account().secret());
  }

  @Test
  void takesTheAccountsOwnSeedWhereTheFileNamesOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ledger.keys");
    String secret = keys.channel(3).secret();
    Files.writeString(file, "master=" + "0".repeat(64) + "\naccount=" + secret + "\n");
    LedgerKeys open = LedgerKeys.open(file, new SecureRandom());
    assertThat(open.account().address()).isEqualTo(keys.channel(3).address());
    assertThat(open.channels(1)).isEqualTo(keys.channels(1));
    Files.writeString(file, "master=abc\n");
    assertThatThrownBy(() -> LedgerKeys.open(file, new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Transaction read(Quote.Mode mode, Asset send, Asset deliver, List<Asset> path)
      throws IOException {
    LedgerAmount ten = LedgerAmount.parse("10");
    Quote quote = new Quote(mode, send, ten, deliver, ten, path, ten, UNTIL);
    Order order =
        new Order(
            new Uetr("6f1e2d3c-4b5a-4789-8abc-def012345678"),
            quote,
            keys.channel(7).address(),
            "ab".repeat(32),
            UNTIL.plusMillis(999));
    SignedTransaction signed = factory.sign(order, keys.channel(0), 42);
    Transaction read =
        (Transaction)
            AbstractTransaction.fromEnvelopeXdr(signed.envelope(), new Network(PASSPHRASE));
    assertThat(read.hashHex()).isEqualTo(signed.hash());
    List<SigningKey> signers = List.of(keys.channel(0), keys.account());
    assertThat(read.getSignatures()).hasSize(signers.size());
    for (int i = 0; i < signers.size(); i++) {
      var signature = read.getSignatures().get(i).getSignature().getSignature();
      assertThat(
              KeyPair.fromAccountId(signers.get(i).address().value())
                  .verify(read.hash(), signature))
          .isTrue();
    }
    return read;
  }
}
