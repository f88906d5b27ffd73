package org.corridor.ledger.state;

/**
 * A named value that an account keeps.
 *
 * @param name 1 to 64 bytes as Latin-1 characters
 * @param value up to 64 bytes
 */
public record DataItem(AccountId owner, String name, Bytes value, Stamp stamp) implements Entry {
  @Override
  public Key.OfData key() {
    return new Key.OfData(owner, name);
  }

  @Override
  public DataItem withStamp(Stamp newStamp) {
    return new DataItem(owner, name, value, newStamp);
  }

  /** Returns the item with another value. */
  public DataItem withValue(Bytes newValue) {
    return new DataItem(owner, name, newValue, stamp);
  }
}
