package org.corridor.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.corridor.ledger.state.Account;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Asset;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.ClaimableBalance;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Entry;
import org.corridor.ledger.state.LineAsset;
import org.corridor.ledger.state.LiquidityPool;
import org.corridor.ledger.state.Offer;
import org.corridor.ledger.state.StateIndex;
import org.corridor.ledger.state.TrustLine;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerHeader;
import org.stellar.sdk.xdr.LedgerKey;

/** The state after one close. Valid only inside the call that was given it. */
public interface LedgerView {
  /** Returns the header of the last close. */
  LedgerHeader header();

  /** Returns an entry by its XDR key. */
  Optional<LedgerEntry> entry(LedgerKey key);

  /** Returns an account. */
  Optional<Account> account(AccountId id);

  /** Returns a trust line. */
  Optional<TrustLine> trustLine(AccountId owner, LineAsset asset);

  /** Returns the trust lines of an account, in no particular order. */
  List<TrustLine> trustLines(AccountId owner);

  /** Returns an offer. */
  Optional<Offer> offer(long id);

  /** Returns the offers of an account by id. */
  List<Offer> offers(AccountId seller);

  /** Returns the offers of one side of a market, best price first, then by id. */
  Iterable<Offer> book(Asset selling, Asset buying);

  /** Returns the sides of markets that have offers, in no particular order. */
  Iterable<org.corridor.ledger.state.Pair> markets();

  /** Returns a data item. */
  Optional<DataItem> dataItem(AccountId owner, String name);

  /** Returns the data items of an account, in no particular order. */
  List<DataItem> dataItems(AccountId owner);

  /** Returns a claimable balance. */
  Optional<ClaimableBalance> claimableBalance(Bytes id);

  /** Returns a liquidity pool. */
  Optional<LiquidityPool> pool(Bytes id);

  /** Returns what finds entries by what stands in them. */
  StateIndex index();

  /** Calls back for each entry of a type, in no particular order; all entries for Entry itself. */
  <E extends Entry> void forEach(Class<E> type, Consumer<? super E> consumer);

  /**
   * Returns what a payment through one market would have to send to receive exactly an amount;
   * empty when the market cannot do it.
   *
   * @param taker whose own offers end the exchange, as they would in the payment; null for nobody
   */
  OptionalLong quoteReceive(Asset sent, Asset received, long amount, @Nullable AccountId taker);

  /** Returns what a payment through one market would receive for sending exactly an amount. */
  OptionalLong quoteSend(Asset sent, Asset received, long amount, @Nullable AccountId taker);
}
