package org.corridor.ledger.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.corridor.ledger.NetworkParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stellar.sdk.Account;
import org.stellar.sdk.BumpSequenceOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

/** A disk that takes no more: whoever waits is told, nobody is left waiting, and the node stops. */
@Timeout(30)
class FailedWriteTest {
  private static final Network NETWORK = new Network("Failed write ; 2026");
  private static final int ANSWER_SECONDS_MAX = 15;

  @Test
  void everybodyWhoWaitsIsTold(@TempDir Path folder) {
    KeyPair root = KeyPair.fromSecretSeed(NETWORK.getNetworkId());
    List<Submission.Pending> waiting = new ArrayList<>();
    try (LedgerNode node =
        LedgerNode.start(
            NodeSettings.of(NetworkParameters.stellar(NETWORK.getNetworkPassphrase()), folder)
                .closingOnDemand(),
            Clock.systemUTC())) {
      node.history().close();
      for (long sequence = 1; sequence <= 3; sequence++) {
        Transaction transaction =
            new TransactionBuilder(new Account(root.getAccountId(), sequence - 1), NETWORK)
                .setBaseFee(100)
                .setTimeout(0)
                .addOperation(new BumpSequenceOperation.Builder(0).build())
                .build();
        transaction.sign(root);
        try {
          if (node.submit(transaction.toEnvelopeXdr()) instanceof Submission.Pending pending) {
            waiting.add(pending);
          }
        } catch (NodeStoppedException e) {
          break;
        }
        node.demandClose();
      }
      assertThat(waiting).isNotEmpty();
      for (Submission.Pending pending : waiting) {
        assertThatThrownBy(() -> pending.closed().get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS))
            .hasCauseInstanceOf(NodeStoppedException.class);
      }
      assertThat(node.failure()).isPresent();
    }
  }
}
