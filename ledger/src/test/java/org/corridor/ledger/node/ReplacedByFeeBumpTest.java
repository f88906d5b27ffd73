package org.corridor.ledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.corridor.ledger.NetworkParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.Account;
import org.stellar.sdk.BumpSequenceOperation;
import org.stellar.sdk.FeeBumpTransaction;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.xdr.TransactionResultCode;

/** A fee bump takes the place of what waits, if it bids ten times as much. */
class ReplacedByFeeBumpTest {
  private static final Network NETWORK = new Network("Replaced by fee bump ; 2026");
  private static final long NO_TIMEOUT = 0;

  @TempDir Path folder;

  private final KeyPair root = KeyPair.fromSecretSeed(NETWORK.getNetworkId());
  private LedgerNode node;

  @BeforeEach
  void start() {
    node =
        LedgerNode.start(
            NodeSettings.of(NetworkParameters.stellar(NETWORK.getNetworkPassphrase()), folder)
                .closingOnDemand(),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** The transaction of the root account with this sequence number, at 100 stroops. */
  private Transaction plain(long sequence) {
    Transaction transaction =
        new TransactionBuilder(new Account(root.getAccountId(), sequence - 1), NETWORK)
            .setBaseFee(100)
            .setTimeout(NO_TIMEOUT)
            .addOperation(new BumpSequenceOperation.Builder(0).build())
            .build();
    transaction.sign(root);
    return transaction;
  }

  private FeeBumpTransaction bumped(Transaction inner, long baseFee) {
    FeeBumpTransaction bump =
        new FeeBumpTransaction.Builder(inner)
            .setFeeAccount(root.getAccountId())
            .setBaseFee(baseFee)
            .build();
    bump.sign(root);
    return bump;
  }

  @Test
  void takesThePlaceAtTenTimesTheFee() {
    Submission.Pending first = accepted(node.submit(plain(1).toEnvelopeXdr()));
    Submission.Pending second = accepted(node.submit(plain(2).toEnvelopeXdr()));

    Submission low = node.submit(bumped(plain(1), 999).toEnvelopeXdr());
    Submission.Pending high = accepted(node.submit(bumped(plain(1), 1_000).toEnvelopeXdr()));
    node.closeNow();

    assertThat(low)
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> {
              assertThat(refused.result().getResult().getDiscriminant())
                  .isEqualTo(TransactionResultCode.txINSUFFICIENT_FEE);
              // Two base fees, ten times the hundred stroops that the transaction bids for one.
              assertThat(refused.result().getFeeCharged().getInt64()).isEqualTo(2_000);
            });
    assertThatThrownBy(() -> first.closed().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(OvertakenException.class);
    assertThat(high.closed().join()).isEqualTo(node.last());
    assertThat(second.closed().join()).isEqualTo(node.last());
    assertThat(node.history().transactionsOf(node.last())).hasSize(2);
  }

  @Test
  void takesNoPlaceWithoutABump() {
    accepted(node.submit(plain(1).toEnvelopeXdr()));
    Transaction other =
        new TransactionBuilder(new Account(root.getAccountId(), 0L), NETWORK)
            .setBaseFee(5_000)
            .setTimeout(NO_TIMEOUT)
            .addOperation(new BumpSequenceOperation.Builder(0).build())
            .build();
    other.sign(root);

    assertThat(node.submit(other.toEnvelopeXdr()))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused ->
                assertThat(refused.result().getResult().getDiscriminant())
                    .isEqualTo(TransactionResultCode.txBAD_SEQ));
  }

  private static Submission.Pending accepted(Submission submission) {
    assertThat(submission).isInstanceOf(Submission.Pending.class);
    return (Submission.Pending) submission;
  }
}
