package org.corridor.anchors;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.corridor.domain.Retryable;
import org.stellar.sdk.AccountRequiresMemoException;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.Network;
import org.stellar.sdk.Operation;
import org.stellar.sdk.Server;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.Transaction;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;
import org.stellar.sdk.requests.ErrorResponse;
import org.stellar.sdk.responses.AccountResponse;
import org.stellar.sdk.responses.OfferResponse;
import org.stellar.sdk.responses.Page;
import org.stellar.sdk.responses.SubmitTransactionResponse;

/** What setting up needs of Horizon, by way of the Stellar SDK. */
final class LedgerAccess implements AutoCloseable {
  /** Most operations of one transaction (the protocol's limit). */
  static final int OPERATIONS_MAX = 100;

  private static final int PAGE_MAX = 200;
  private static final int CONCURRENT_MAX = 16;
  private static final int FEE_STROOPS = 1_000;
  private static final Duration VALID = Duration.ofSeconds(60);
  private static final Duration FRIENDBOT_TIMEOUT = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final Server server;
  private final Network network;
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(CONCURRENT_MAX);

  LedgerAccess(URI horizon, String passphrase, InstantSource clock) {
    server = new Server(horizon.toString());
    network = new Network(passphrase);
    this.clock = clock;
  }

  KeyPair root() {
    return KeyPair.fromSecretSeed(network.getNetworkId());
  }

  Optional<AccountResponse> account(String address) {
    try {
      return Optional.of(server.accounts().account(address));
    } catch (ErrorResponse e) {
      if (e.getCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new Retryable("ledger answered " + e.getCode() + " for an account", e);
    } catch (IOException e) {
      throw new Retryable("ledger does not answer", e);
    }
  }

  List<OfferResponse> offers(String seller) {
    List<OfferResponse> offers = new ArrayList<>();
    try {
      String cursor = "0";
      while (true) {
        Page<OfferResponse> page =
            server.offers().forSeller(seller).cursor(cursor).limit(PAGE_MAX).execute();
        offers.addAll(page.getRecords());
        if (page.getRecords().size() < PAGE_MAX) {
          return offers;
        }
        cursor = page.getRecords().getLast().getPagingToken();
      }
    } catch (ErrorResponse | IOException e) {
      throw new Retryable("ledger does not tell offers", e);
    }
  }

  /**
   * Signs and submits operations in one transaction and waits until a ledger closed on it.
   *
   * @throws Retryable when it did not apply, with the result codes
   */
  void apply(KeyPair source, List<Operation> operations, Collection<KeyPair> signers) {
    AccountResponse account =
        account(source.getAccountId())
            .orElseThrow(() -> new Retryable("the paying account is not there yet"));
    long now = clock.instant().getEpochSecond();
    Transaction transaction =
        new TransactionBuilder(account, network)
            .addOperations(operations)
            .addPreconditions(
                TransactionPreconditions.builder()
                    .timeBounds(
                        new TimeBounds(
                            BigInteger.ZERO, BigInteger.valueOf(now + VALID.toSeconds())))
                    .build())
            .setBaseFee(FEE_STROOPS)
            .build();
    signers.forEach(transaction::sign);
    try {
      SubmitTransactionResponse response = server.submitTransaction(transaction, true);
      if (!response.isSuccess()) {
        throw new Retryable("set-up transaction failed: " + codes(response));
      }
    } catch (IOException | AccountRequiresMemoException e) {
      throw new Retryable("ledger does not take a set-up transaction", e);
    }
  }

  /** Asks a friendbot for the native asset. */
  void askFriendbot(URI friendbot, String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(friendbot + "?addr=" + address))
            .timeout(FRIENDBOT_TIMEOUT)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != OK) {
        throw new Retryable("friendbot answered " + status);
      }
    } catch (IOException e) {
      throw new Retryable("friendbot does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted while asking friendbot", e);
    }
  }

  /** Applies a function to all items at a time, with a bound; the answers keep their order. */
  <A, B> List<B> parallel(List<A> items, Function<A, B> function) {
    List<Future<B>> futures = new ArrayList<>(items.size());
    for (A item : items) {
      futures.add(
          threads.submit(
              () -> {
                permits.acquire();
                try {
                  return function.apply(item);
                } finally {
                  permits.release();
                }
              }));
    }
    List<B> answers = new ArrayList<>(items.size());
    for (Future<B> future : futures) {
      try {
        answers.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Retryable("interrupted while asking the ledger", e);
      }
    }
    return answers;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.close();
  }

  private static String codes(SubmitTransactionResponse response) {
    var extras = response.getExtras();
    if (extras == null || extras.getResultCodes() == null) {
      return "no result codes";
    }
    return extras.getResultCodes().getTransactionResultCode()
        + " "
        + extras.getResultCodes().getOperationsResultCodes();
  }
}
