package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.KeyXdr;
import org.corridor.ledger.state.LedgerState;
import org.corridor.ledger.state.LineAsset;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.Pair;
import org.corridor.ledger.state.StateIndex;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.LedgerKey;

/** Shows the state to readers. */
record StateView(LedgerState state, LedgerHeader header) implements LedgerView {
  @Override
  public Optional<LedgerEntry> entry(LedgerKey key) {
    return Optional.ofNullable(state.get(KeyXdr.decode(key))).map(Entry::toXdr);
  }

  @Override
  public Optional<Account> account(AccountId id) {
    return Optional.ofNullable((Account) state.get(new Key.OfAccount(id)));
  }

  @Override
  public Optional<TrustLine> trustLine(AccountId owner, LineAsset asset) {
    return Optional.ofNullable((TrustLine) state.get(new Key.OfTrustLine(owner, asset)));
  }

  @Override
  public List<TrustLine> trustLines(AccountId owner) {
    return state.ownedBy(owner, TrustLine.class);
  }

  @Override
  public Optional<Offer> offer(long id) {
    Key key = state.offerKey(id);
    return key == null ? Optional.empty() : Optional.ofNullable((Offer) state.get(key));
  }

  @Override
  public List<Offer> offers(AccountId seller) {
    List<Offer> offers = new ArrayList<>(state.ownedBy(seller, Offer.class));
    offers.sort(Comparator.comparingLong(Offer::id));
    return offers;
  }

  @Override
  public Iterable<Offer> book(Asset selling, Asset buying) {
    return state.book(new Pair(selling, buying));
  }

  @Override
  public Iterable<Pair> markets() {
    return state.markets();
  }

  @Override
  public Optional<DataItem> dataItem(AccountId owner, String name) {
    return Optional.ofNullable((DataItem) state.get(new Key.OfData(owner, name)));
  }

  @Override
  public List<DataItem> dataItems(AccountId owner) {
    return state.ownedBy(owner, DataItem.class);
  }

  @Override
  public Optional<ClaimableBalance> claimableBalance(Bytes id) {
    return Optional.ofNullable((ClaimableBalance) state.get(new Key.OfClaimableBalance(id)));
  }

  @Override
  public Optional<LiquidityPool> pool(Bytes id) {
    return Optional.ofNullable((LiquidityPool) state.get(new Key.OfPool(id)));
  }

  @Override
  public StateIndex index() {
    return state.index();
  }

  @Override
  public <E extends Entry> void forEach(Class<E> type, Consumer<? super E> consumer) {
    state.forEach(type, consumer);
  }

  @Override
  public OptionalLong quoteReceive(
      Asset sent, Asset received, long amount, @Nullable AccountId taker) {
    return Quotes.receive(state, header, new Pair(received, sent), amount, taker);
  }

  @Override
  public OptionalLong quoteSend(
      Asset sent, Asset received, long amount, @Nullable AccountId taker) {
    return Quotes.send(state, header, new Pair(received, sent), amount, taker);
  }
}
