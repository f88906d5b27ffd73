package org.corridor.adapters.interbank;

import static org.corridor.adapters.interbank.Wire.need;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.corridor.adapters.interbank.Peers.Peer;
import org.corridor.adapters.interbank.Wire.Answered;
import org.corridor.adapters.interbank.Wire.Resolved;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.Retryable;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.compliance.Letter;
import org.corridor.domain.compliance.Seals;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.payment.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Asks other banks' gateways: one request per bank, all of them at once. Does not try again: a bank
 * that does not answer in time, or whose answer cannot be believed, is a {@link Retryable}. Holds
 * no state; may be shared by any number of threads.
 */
public final class InterbankClient implements Directory, TravelRule {
  /** How long a bank may take for its answer when not set otherwise. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final String PATH = "/interbank/v1/";
  private static final int OK = 200;

  private final Peers peers;
  private final Seals seals;
  private final Directory local;
  private final LedgerAddress ourAccount;
  private final HttpClient http;
  private final Duration timeout;
  private final SecureRandom random;

  /**
   * Speaks for one bank.
   *
   * @param peers whom it can ask
   * @param seals signs what goes and checks what comes
   * @param local the directory of our own accounts
   * @param ourAccount our account on the ledger, from which we pay
   * @param http a client with a timeout for connecting
   * @param timeout for each answer; {@link #TIMEOUT} fits most
   * @param random for the salts of attachments
   */
  public InterbankClient(
      Peers peers,
      Seals seals,
      Directory local,
      LedgerAddress ourAccount,
      HttpClient http,
      Duration timeout,
      SecureRandom random) {
    this.peers = peers;
    this.seals = seals;
    this.local = local;
    this.ourAccount = ourAccount;
    this.http = http;
    this.timeout = timeout;
    this.random = random;
  }

  @Override
  public List<Resolution> resolve(List<Query> addresses) {
    requireBatch(addresses.size(), Directory.BATCH_MAX);
    return perBank(addresses, Query::bank, this::resolveAt);
  }

  private CompletableFuture<List<Resolution>> resolveAt(Bic bank, List<Query> queries) {
    if (bank.sameInstitution(seals.self())) {
      return CompletableFuture.completedFuture(local.resolve(queries));
    }
    Optional<Peer> peer = peers.of(bank);
    if (peer.isEmpty()) {
      Resolution unknown = new Resolution.NotFound(ReasonCode.AGNT, "bank is not connected");
      return CompletableFuture.completedFuture(queries.stream().map(q -> unknown).toList());
    }
    byte[] body =
        Wire.write(
            new Wire.Questions(
                new ArrayList<>(queries.stream().map(q -> Forms.question(q.address())).toList())));
    return ask(peer.get(), Wire.RESOLUTIONS, body)
        .thenApply(
            answer -> {
              List<@Nullable Resolved> resolved =
                  need(Wire.read(answer, Wire.Resolutions.class).resolutions(), "resolutions");
              requireAnswers(resolved.size(), queries.size());
              return resolved.stream()
                  .map(r -> resolution(peer.get().bic(), need(r, "resolution")))
                  .toList();
            });
  }

  private static Resolution resolution(Bic bank, Resolved resolved) {
    if (resolved.account() == null) {
      String why = resolved.explanation();
      ReasonCode code = Wire.code(resolved.code());
      return new Resolution.NotFound(code, why == null ? code.meaning() : why);
    }
    return new Resolution.Found(
        new Beneficiary(
            bank,
            resolved.account(),
            need(resolved.shownName(), "shownName"),
            Money.currency(need(resolved.currency(), "currency")),
            new LedgerAddress(need(resolved.settlementAddress(), "settlementAddress"))));
  }

  @Override
  public List<Answer> agree(List<Request> requests) {
    requireBatch(requests.size(), TravelRule.BATCH_MAX);
    return perBank(requests, r -> r.beneficiary().bank(), this::agreeAt);
  }

  private CompletableFuture<List<Answer>> agreeAt(Bic bank, List<Request> requests) {
    Optional<Peer> peer = peers.of(bank);
    if (peer.isEmpty() || bank.sameInstitution(seals.self())) {
      Answer unknown = new Answer.Refused(new Rejection(ReasonCode.AGNT, "bank is not connected"));
      return CompletableFuture.completedFuture(requests.stream().map(r -> unknown).toList());
    }
    List<Attachment> attachments =
        requests.stream().map(r -> Attachment.of(r, seals.self(), ourAccount, salt())).toList();
    byte[] body =
        Wire.write(
            new Wire.Attachments(new ArrayList<>(attachments.stream().map(Forms::sheet).toList())));
    return ask(peer.get(), Wire.AGREEMENTS, body)
        .thenApply(
            answer -> {
              List<@Nullable Answered> answers =
                  need(Wire.read(answer, Wire.Answers.class).answers(), "answers");
              requireAnswers(answers.size(), requests.size());
              List<Answer> read = new ArrayList<>();
              for (int i = 0; i < answers.size(); i++) {
                read.add(answer(need(answers.get(i), "answer"), attachments.get(i)));
              }
              return read;
            });
  }

  private static Answer answer(Answered answered, Attachment attachment) {
    return switch (need(answered.outcome(), "outcome")) {
      case "AGREED" -> agreed(answered, attachment);
      case "REFUSED" -> {
        String why = answered.explanation();
        ReasonCode code = Wire.code(answered.code());
        yield new Answer.Refused(new Rejection(code, why == null ? code.meaning() : why));
      }
      case "PENDING" -> new Answer.Pending();
      default -> throw unbelievable("an outcome that is not known");
    };
  }

  /** An agreement counts for what we asked only: its hash must be that of our own content. */
  private static Answer agreed(Answered answered, Attachment attachment) {
    String hash = need(answered.hash(), "hash");
    if (!attachment.salted(need(answered.salt(), "salt")).hash().equals(hash)) {
      throw unbelievable("an agreement to something else");
    }
    try {
      return new Answer.Agreed(
          new Agreement(
              hash,
              Instant.parse(need(answered.agreedAt(), "agreedAt")),
              Instant.parse(need(answered.expiresAt(), "expiresAt"))));
    } catch (DateTimeException e) {
      throw unbelievable("a time that is none");
    }
  }

  private CompletableFuture<byte[]> ask(Peer peer, String purpose, byte[] body) {
    Letter letter = seals.seal(purpose, peer.bic(), body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target(peer, purpose))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    LetterHeaders.write(letter).forEach(request::header);
    return http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), Wire.BODY_BYTES_MAX))
        // The timeout of a request ends with its headers; this one holds for the body too.
        .orTimeout(timeout.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
        .thenApply(response -> opened(peer, purpose, letter, response));
  }

  private static URI target(Peer peer, String purpose) {
    String base = peer.base().toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH + purpose);
  }

  private byte[] opened(Peer peer, String purpose, Letter letter, HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      throw new Retryable(peer.bic() + " answered with status " + response.statusCode());
    }
    Letter reply =
        LetterHeaders.read(purpose, name -> response.headers().firstValue(name).orElse(null))
            .orElseThrow(() -> unbelievable("an answer that is not signed"));
    return switch (seals.openReply(purpose, letter, reply, response.body())) {
      case Seals.Opened.Genuine(Bic sender) -> response.body();
      case Seals.Opened.NotGenuine(Seals.Fault why) ->
          throw unbelievable("an answer that is not genuine: " + why);
    };
  }

  private String salt() {
    byte[] salt = new byte[Attachment.SALT_DIGITS / 2];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** Asks each bank once, all at the same time, and puts the answers in the order of the items. */
  private static <Q, A> List<A> perBank(
      List<Q> items, Function<Q, Bic> bankOf, Asking<Q, A> asking) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      places
          .computeIfAbsent(bankOf.apply(items.get(i)).institution(), b -> new ArrayList<>())
          .add(i);
    }
    Map<List<Integer>, CompletableFuture<List<A>>> asked = new LinkedHashMap<>();
    for (List<Integer> group : places.values()) {
      Bic bank = bankOf.apply(items.get(group.getFirst()));
      asked.put(group, asking.ask(bank, group.stream().map(items::get).toList()));
    }
    List<@Nullable A> answers = new ArrayList<>(java.util.Collections.nCopies(items.size(), null));
    asked.forEach(
        (group, future) -> {
          List<A> told = join(future);
          for (int k = 0; k < group.size(); k++) {
            answers.set(group.get(k), told.get(k));
          }
        });
    return answers.stream().map(a -> Objects.requireNonNull(a)).toList();
  }

  private static <A> List<A> join(CompletableFuture<List<A>> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Retryable || cause instanceof Malformed) {
        throw cause instanceof Retryable retryable
            ? retryable
            : new Retryable("another bank's answer cannot be read", cause);
      }
      if (cause instanceof java.io.IOException
          || cause instanceof java.util.concurrent.TimeoutException) {
        throw new Retryable("another bank does not answer", cause);
      }
      throw e;
    }
  }

  private static Retryable unbelievable(String what) {
    return new Retryable("another bank gave " + what);
  }

  private static void requireAnswers(int answers, int asked) {
    if (answers != asked) {
      throw unbelievable("another number of answers");
    }
  }

  private static void requireBatch(int size, int max) {
    if (size > max) {
      throw new IllegalArgumentException("at most " + max + " in one call");
    }
  }

  /** Asks one bank. */
  @FunctionalInterface
  private interface Asking<Q, A> {
    CompletableFuture<List<A>> ask(Bic bank, List<Q> items);
  }
}
