package org.corridor.ledger.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.apply.LedgerMachine;
import org.corridor.ledger.node.SubmissionQueue.Waiting;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.junit.jupiter.api.Test;
import org.stellar.sdk.Account;
import org.stellar.sdk.Asset;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;

class SubmissionQueueTest {
  private static final Bytes MIX = Bytes.of(new byte[32]);
  private static final LedgerMachine MACHINE =
      LedgerMachine.genesis(NetworkParameters.stellar("queue"));
  private static final int TOTAL_MAX = 10;
  private static final int PER_ACCOUNT_MAX = 4;
  private static final long NO_TIMEOUT = 0;

  private final SubmissionQueue queue = new SubmissionQueue(TOTAL_MAX, PER_ACCOUNT_MAX);

  private static KeyPair key(int number) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    return KeyPair.fromSecretSeed(seed);
  }

  private static Waiting waiting(int account, long sequence, int operations) {
    return waiting(account, sequence, operations, 100);
  }

  private static Waiting waiting(int account, long sequence, int operations, int bid) {
    KeyPair source = key(account);
    TransactionBuilder builder =
        new TransactionBuilder(
                new Account(source.getAccountId(), sequence - 1), new Network("queue"))
            .setBaseFee(bid)
            .setTimeout(NO_TIMEOUT);
    for (int i = 0; i < operations; i++) {
      builder.addOperation(
          new PaymentOperation.Builder(key(9).getAccountId(), Asset.create("native"), "1").build());
    }
    Transaction transaction = builder.build();
    return new Waiting(MACHINE.prepare(transaction.toEnvelopeXdr()), 1, new CompletableFuture<>());
  }

  private static List<Long> sequencesOf(List<Waiting> set, int account) {
    AccountId id = AccountId.of(key(account).getPublicKey());
    List<Long> sequences = new ArrayList<>();
    for (Waiting waiting : set) {
      if (waiting.source().equals(id)) {
        sequences.add(waiting.transaction().sequence());
      }
    }
    return sequences;
  }

  @Test
  void keepsTheOrderOfEachAccount() {
    for (long sequence = 1; sequence <= 3; sequence++) {
      queue.add(waiting(1, sequence, 1));
      queue.add(waiting(2, sequence, 1));
    }
    List<Waiting> set = queue.take(100, MIX);
    assertThat(sequencesOf(set, 1)).containsExactly(1L, 2L, 3L);
    assertThat(sequencesOf(set, 2)).containsExactly(1L, 2L, 3L);
    assertThat(queue.size()).isZero();
  }

  @Test
  void ordersTheSameSetTheSameWayHoweverItArrived() {
    List<Waiting> arrivals = new ArrayList<>();
    for (int account = 1; account <= 5; account++) {
      arrivals.add(waiting(account, 1, 1));
    }
    SubmissionQueue other = new SubmissionQueue(TOTAL_MAX, PER_ACCOUNT_MAX);
    arrivals.forEach(queue::add);
    arrivals.reversed().forEach(other::add);
    assertThat(queue.take(100, MIX).stream().map(Waiting::hash))
        .containsExactlyElementsOf(other.take(100, MIX).stream().map(Waiting::hash).toList());
  }

  @Test
  void leavesWhatDoesNotFitForTheNextSetInItsOrder() {
    queue.add(waiting(1, 1, 2));
    queue.add(waiting(1, 2, 3));
    queue.add(waiting(1, 3, 1));
    assertThat(sequencesOf(queue.take(4, MIX), 1)).containsExactly(1L);
    assertThat(queue.lastSequence(AccountId.of(key(1).getPublicKey()))).contains(3L);
    assertThat(sequencesOf(queue.take(4, MIX), 1)).containsExactly(2L, 3L);
  }

  @Test
  void isFullForAnAccountBeforeItIsFullForAll() {
    for (long sequence = 1; sequence <= PER_ACCOUNT_MAX; sequence++) {
      queue.add(waiting(1, sequence, 1));
    }
    assertThat(queue.isFull(AccountId.of(key(1).getPublicKey()))).isTrue();
    assertThat(queue.isFull(AccountId.of(key(2).getPublicKey()))).isFalse();
  }

  @Test
  void takesTheHighestBidsWhenNotAllFit() {
    queue.add(waiting(1, 1, 2, 100));
    queue.add(waiting(2, 1, 2, 300));
    queue.add(waiting(3, 1, 2, 200));
    List<Waiting> set = queue.take(4, MIX);
    assertThat(sequencesOf(set, 1)).isEmpty();
    assertThat(sequencesOf(set, 2)).containsExactly(1L);
    assertThat(sequencesOf(set, 3)).containsExactly(1L);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void letsALaterHighBidWaitForTheOneBeforeIt() {
    queue.add(waiting(1, 1, 2, 100));
    queue.add(waiting(1, 2, 2, 900));
    queue.add(waiting(2, 1, 2, 200));
    List<Waiting> set = queue.take(4, MIX);
    assertThat(sequencesOf(set, 2)).containsExactly(1L);
    assertThat(sequencesOf(set, 1)).containsExactly(1L);
  }

  @Test
  void driveOutTheCheapestOfAnotherAccountOnly() {
    queue.add(waiting(1, 1, 1, 150));
    queue.add(waiting(2, 1, 1, 110));
    queue.add(waiting(3, 1, 1, 120));
    assertThat(queue.cheaperThan(waiting(4, 1, 1, 110).transaction())).isNull();
    Waiting cheapest = queue.cheaperThan(waiting(4, 1, 1, 130).transaction());
    assertThat(cheapest).isNotNull();
    assertThat(cheapest.transaction().feeBid()).isEqualTo(110);
    assertThat(queue.cheaperThan(waiting(2, 2, 1, 115).transaction())).isNull();
    queue.driveOut(cheapest);
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.feeToTop(waiting(4, 1, 2, 100).transaction())).isEqualTo(242);
  }

  @Test
  void knowsWhatAnAccountMayBeChargedForWhatWaits() {
    AccountId payer = AccountId.of(key(1).getPublicKey());
    queue.add(waiting(1, 1, 2, 100));
    queue.add(waiting(1, 2, 1, 150));
    assertThat(queue.fees(payer)).isEqualTo(350);
    queue.take(2, MIX);
    assertThat(queue.fees(payer)).isEqualTo(150);
    queue.take(2, MIX);
    assertThat(queue.fees(payer)).isZero();
  }
}
