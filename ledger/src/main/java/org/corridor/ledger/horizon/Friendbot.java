package org.corridor.ledger.horizon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.locks.ReentrantLock;
import org.corridor.ledger.node.LedgerNode;
import org.corridor.ledger.state.AccountId;
import org.stellar.sdk.Account;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;

/** Gives new accounts of test networks something to start with, out of the root account. */
final class Friendbot {
  private static final String STARTING_BALANCE = "10000";
  private static final long FEE = 100;

  private final LedgerNode node;
  private final Submissions submissions;
  private final KeyPair root;

  /** Held from the choice of a sequence number until the transaction is queued. */
  private final ReentrantLock choosing = new ReentrantLock();

  Friendbot(LedgerNode node, Submissions submissions) {
    this.node = node;
    this.submissions = submissions;
    root = KeyPair.fromSecretSeed(node.network().networkId());
  }

  ObjectNode fund(Request request) {
    AccountId account =
        request
            .account("addr")
            .orElseThrow(() -> Problem.badRequest("addr", "Missing required field"));
    String envelope;
    choosing.lock();
    try {
      envelope = transaction(account.address());
      submissions.submitAsync(envelope);
    } finally {
      choosing.unlock();
    }
    if (node.closesOnDemand()) {
      node.demandClose();
    }
    return submissions.submit(envelope, request.base());
  }

  private String transaction(String address) {
    long next =
        node.nextSequence(AccountId.of(root.getPublicKey()))
            .orElseThrow(() -> new IllegalStateException("the root account is gone"));
    Transaction transaction =
        new TransactionBuilder(
                new Account(root.getAccountId(), next - 1),
                new Network(node.network().passphrase()))
            .setBaseFee(FEE)
            .addOperation(new CreateAccountOperation.Builder(address, STARTING_BALANCE).build())
            .addPreconditions(
                TransactionPreconditions.builder()
                    .timeBounds(new org.stellar.sdk.TimeBounds(0, 0))
                    .build())
            .build();
    transaction.sign(root);
    return transaction.toEnvelopeXdrBase64();
  }
}
