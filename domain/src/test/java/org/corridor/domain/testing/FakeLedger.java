package org.corridor.domain.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.corridor.domain.money.Asset;
import org.corridor.domain.money.LedgerAmount;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.settlement.SignedTransaction;

/** One bank's window on a {@link FakeNetwork}; its channels' leases are in the bank's memory. */
public final class FakeLedger implements SettlementLedger {
  private static final int PAGE = 5;
  private static final Set<String> SERVED = Set.of("USD", "AED", "EUR");

  private final FakeNetwork network;
  private final Memory memory;
  private final LedgerAddress account;
  private final int channels;

  /** A window for an account that has some channels. */
  public FakeLedger(FakeNetwork network, Memory memory, LedgerAddress account, int channels) {
    this.network = network;
    this.memory = memory;
    this.account = account;
    this.channels = channels;
  }

  @Override
  public LedgerAddress ourAccount() {
    return account;
  }

  @Override
  public Optional<Asset> asset(Currency currency) {
    return SERVED.contains(currency.getCurrencyCode())
        ? Optional.of(Samples.asset(currency.getCurrencyCode()))
        : Optional.empty();
  }

  @Override
  public List<SignedTransaction> sign(List<Order> orders) {
    List<SignedTransaction> signed = new ArrayList<>();
    for (int i = 0; i < channels && signed.size() < orders.size(); i++) {
      String channel = account.value() + "/" + i;
      if (!memory.state().channels.containsKey(channel)) {
        SignedTransaction transaction = network.sign(account, orders.get(signed.size()), channel);
        memory.state().channels.put(channel, transaction.hash());
        signed.add(transaction);
      }
    }
    return signed;
  }

  @Override
  public void release(SignedTransaction transaction, boolean used) {
    memory.state().channels.remove(transaction.channel(), transaction.hash());
  }

  @Override
  public Submission submit(SignedTransaction transaction) {
    return network.submit(transaction);
  }

  @Override
  public Page<Outcome> outcomes(String cursor) {
    return page(network.outcomes(account), cursor);
  }

  @Override
  public Optional<Outcome> outcome(String hash) {
    return Optional.ofNullable(network.outcome(hash));
  }

  @Override
  public Instant latestClose() {
    return network.latestClose();
  }

  @Override
  public Page<Arrival> arrivals(String cursor) {
    return page(network.arrivals(account), cursor);
  }

  @Override
  public LedgerAmount balance(Asset asset) {
    return new LedgerAmount(network.balance(account, asset));
  }

  private static <T> Page<T> page(List<T> all, String cursor) {
    int from = Integer.parseInt(cursor);
    int to = Math.min(all.size(), from + PAGE);
    return new Page<>(all.subList(from, to), String.valueOf(to));
  }
}
