package org.corridor.adapters.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.corridor.adapters.settlement.Channels.Binding;
import org.corridor.adapters.settlement.Channels.Channel;
import org.corridor.adapters.settlement.Channels.Release;
import org.corridor.adapters.settlement.Horizon.Reply;
import org.corridor.domain.Retryable;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SignedTransaction;

/**
 * A ledger behind Horizon's HTTP interface. Safe for use by many threads, and by many instances of
 * the gateway that share keys and channels.
 *
 * <p>An account's own sequence number would let through one transaction at a time; therefore each
 * transaction uses that of a channel account, which also pays the fee, while the money moves from
 * our account by the source of the operation.
 */
public final class HorizonLedger implements SettlementLedger, AutoCloseable {
  /** Most records of one page (Horizon's own limit). */
  public static final int PAGE_MAX = 200;

  private static final String NOW = "now";

  private final HorizonSettings settings;
  private final LedgerKeys keys;
  private final Channels channels;
  private final Horizon horizon;
  private final TransactionFactory factory;
  private final OutcomeReader outcomeReader;
  private final ArrivalReader arrivalReader;
  private final Submitter submitter;

  /** A ledger with the given keys, whose channels' state is kept where the payments are. */
  public HorizonLedger(HorizonSettings settings, LedgerKeys keys, Channels channels) {
    this.settings = settings;
    this.keys = keys;
    this.channels = channels;
    horizon = new Horizon(settings);
    factory = new TransactionFactory(settings.passphrase(), keys.account(), settings.feeStroops());
    outcomeReader = new OutcomeReader(ourAccount());
    arrivalReader = new ArrivalReader(ourAccount());
    submitter =
        new Submitter(
            horizon, this::latestClose, hash -> outcome(hash).isPresent(), this::sequence);
  }

  /**
   * Makes the first {@code count} channels of our keys known, with the sequence numbers that the
   * ledger has; to be called at every start, inside a unit of work.
   *
   * @return how many channels there are; fewer than asked for when the ledger lacks their accounts
   * @throws Retryable when the ledger does not answer
   */
  public int openChannels(int count) {
    Set<String> known = channels.known();
    List<String> missing =
        keys.channels(count).stream()
            .map(LedgerAddress::value)
            .filter(address -> !known.contains(address))
            .toList();
    List<Channel> found = new ArrayList<>();
    List<OptionalLong> sequences = horizon.parallel(missing, this::sequence);
    for (int i = 0; i < missing.size(); i++) {
      if (sequences.get(i).isPresent()) {
        found.add(new Channel(missing.get(i), sequences.get(i).getAsLong()));
      }
    }
    channels.register(found);
    return known.size() + found.size();
  }

  @Override
  public LedgerAddress ourAccount() {
    return keys.account().address();
  }

  @Override
  public Optional<Asset> asset(Currency currency) {
    return Optional.ofNullable(settings.assets().get(currency));
  }

  @Override
  public List<SignedTransaction> sign(List<Order> orders) {
    List<Channel> leased = orders.isEmpty() ? List.of() : channels.lease(orders.size());
    List<SignedTransaction> signed = new ArrayList<>(leased.size());
    List<Binding> bindings = new ArrayList<>(leased.size());
    for (Channel channel : leased) {
      SigningKey key =
          keys.channel(channel.address())
              .orElseThrow(
                  () -> new IllegalStateException("no key for channel " + channel.address()));
      SignedTransaction transaction =
          factory.sign(orders.get(signed.size()), key, channel.sequence() + 1);
      signed.add(transaction);
      bindings.add(new Binding(channel.address(), transaction.hash()));
    }
    if (!bindings.isEmpty()) {
      channels.bind(bindings);
    }
    return signed;
  }

  @Override
  public void release(SignedTransaction transaction, boolean used) {
    releaseAll(List.of(transaction), used);
  }

  @Override
  public void releaseAll(List<SignedTransaction> transactions, boolean used) {
    if (transactions.isEmpty()) {
      return;
    }
    List<Release> releases = new ArrayList<>(transactions.size());
    for (SignedTransaction transaction : transactions) {
      Long correction = submitter.takeCorrection(transaction.channel());
      releases.add(
          new Release(transaction.channel(), transaction.hash(), used, used ? null : correction));
    }
    channels.release(releases);
  }

  @Override
  public Submission submit(SignedTransaction transaction) {
    return submitter.submit(transaction);
  }

  @Override
  public List<Submission> submitAll(List<SignedTransaction> transactions) {
    return submitter.submitAll(transactions);
  }

  @Override
  public Page<Outcome> outcomes(String cursor) {
    return page(
        "/accounts/" + ourAccount() + "/transactions?include_failed=true",
        cursor,
        OutcomeReader.FIELDS,
        outcomeReader::read);
  }

  @Override
  public Optional<Outcome> outcome(String hash) {
    Reply reply = horizon.get("/transactions/" + hash);
    return reply.status() == Horizon.NOT_FOUND
        ? Optional.empty()
        : outcomeReader.read(Records.ofRecord(reply.body(), OutcomeReader.FIELDS));
  }

  @Override
  public Page<Arrival> arrivals(String cursor) {
    return page(
        "/accounts/" + ourAccount() + "/payments?join=transactions",
        cursor,
        ArrivalReader.FIELDS,
        arrivalReader::read);
  }

  /**
   * {@inheritDoc}
   *
   * <p>This is the latest ledger of Horizon's history, not of the network: whoever asks for the
   * close first, and reads {@link #outcomes} to its end after that, has seen everything that the
   * close decided.
   */
  @Override
  public Instant latestClose() {
    JsonNode root = found(horizon.get("/")).tree();
    try {
      return Instant.parse(root.path("history_latest_ledger_closed_at").asText());
    } catch (DateTimeParseException e) {
      throw new Retryable("ledger does not tell its latest close", e);
    }
  }

  @Override
  public LedgerAmount balance(Asset asset) {
    Reply reply = horizon.get("/accounts/" + ourAccount());
    if (reply.status() == Horizon.NOT_FOUND) {
      return LedgerAmount.ZERO;
    }
    for (JsonNode balance : reply.tree().path("balances")) {
      if (asset.equals(HorizonAssets.read(balance, ""))) {
        return LedgerAmount.parse(balance.path("balance").asText());
      }
    }
    return LedgerAmount.ZERO;
  }

  /**
   * Wakes a listener whenever a ledger closed, so that observers need not poll; it runs on a thread
   * of the stream and must be quick. Closes may be missed; observers also look now and then.
   *
   * @return what ends it
   */
  public AutoCloseable onActivity(Runnable wake) {
    CloseStream stream = new CloseStream(horizon, wake);
    stream.start();
    return stream;
  }

  @Override
  public void close() {
    horizon.close();
  }

  private OptionalLong sequence(String address) {
    Reply reply = horizon.get("/accounts/" + address);
    if (reply.status() == Horizon.NOT_FOUND) {
      return OptionalLong.empty();
    }
    JsonNode sequence = reply.tree().path("sequence");
    if (sequence.isMissingNode()) {
      throw new Retryable("ledger's account has no sequence number");
    }
    return OptionalLong.of(sequence.asLong());
  }

  /** An account that the ledger does not have yet has an empty stream. */
  private <T> Page<T> page(
      String resource,
      String cursor,
      Set<String> wanted,
      Function<Map<String, String>, Optional<T>> reader) {
    boolean fromNow = cursor.equals(NOW);
    String query =
        fromNow
            ? "&order=desc&limit=1"
            : "&order=asc&limit=" + PAGE_MAX + "&cursor=" + Horizon.encode(cursor);
    Reply reply = horizon.get(resource + query);
    if (reply.status() == Horizon.NOT_FOUND) {
      return new Page<>(List.of(), fromNow ? "0" : cursor);
    }
    List<Map<String, String>> records = Records.ofPage(reply.body(), wanted);
    if (records.isEmpty()) {
      return new Page<>(List.of(), fromNow ? "0" : cursor);
    }
    String next = Records.field(records.getLast(), "paging_token");
    // "now" only fixes where the stream begins: a cursor that stays "now" would lose events.
    List<T> items =
        fromNow ? List.of() : records.stream().map(reader).flatMap(Optional::stream).toList();
    return new Page<>(items, next);
  }

  private static Reply found(Reply reply) {
    if (reply.status() == Horizon.NOT_FOUND) {
      throw new Retryable("there is no Horizon at the ledger's URL");
    }
    return reply;
  }
}
