package org.corridor.gateway.pages;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import org.stellar.sdk.AccountRequiresMemoException;
import org.stellar.sdk.AssetTypeNative;
import org.stellar.sdk.CreateAccountOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.PaymentOperation;
import org.stellar.sdk.Server;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;

/** Somebody on the ledger whom no bank knows, and who pays without asking. */
final class Stranger implements AutoCloseable {
  private static final String MEANS = "100";
  private static final int FEE = 1_000;
  private static final int VALID_SECONDS = 60;

  private final Server server;
  private final Network network;
  private final KeyPair keys = KeyPair.random();

  Stranger(URI horizon, String passphrase) throws IOException {
    server = new Server(horizon.toString());
    network = new Network(passphrase);
    KeyPair root = KeyPair.fromSecretSeed(network.getNetworkId());
    submit(root, new CreateAccountOperation.Builder(keys.getAccountId(), MEANS).build());
  }

  /** Pays some of the network's own asset to an account, with no memo. */
  void pay(String account, String amount) throws IOException {
    submit(keys, new PaymentOperation.Builder(account, new AssetTypeNative(), amount).build());
  }

  @Override
  public void close() {
    server.close();
  }

  private void submit(KeyPair source, Operation operation) throws IOException {
    long now = Clock.systemUTC().instant().getEpochSecond();
    var transaction =
        new TransactionBuilder(server.accounts().account(source.getAccountId()), network)
            .addOperation(operation)
            .addPreconditions(
                TransactionPreconditions.builder()
                    .timeBounds(
                        new TimeBounds(BigInteger.ZERO, BigInteger.valueOf(now + VALID_SECONDS)))
                    .build())
            .setBaseFee(FEE)
            .build();
    transaction.sign(source);
    try {
      server.submitTransaction(transaction, true);
    } catch (AccountRequiresMemoException e) {
      throw new IOException(e);
    }
  }
}
