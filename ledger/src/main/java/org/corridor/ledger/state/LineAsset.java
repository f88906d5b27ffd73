package org.corridor.ledger.state;

/** What a trust line can hold: a credit or the shares of a pool (and, by type only, lumens). */
public sealed interface LineAsset permits Asset, PoolShare {}
