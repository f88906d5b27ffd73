package org.corridor.ledger.state;

/** The shares of one liquidity pool. */
public record PoolShare(Bytes pool) implements LineAsset {}
