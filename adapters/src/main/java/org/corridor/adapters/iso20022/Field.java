package org.corridor.adapters.iso20022;

/**
 * A place in a message from which a text is read.
 *
 * @param path from the message's own element on, without namespace
 * @param index where its text is kept while the message is read
 * @param lengthMax longest text
 * @param occurrence what a second text means
 */
record Field(String path, int index, int lengthMax, Occurrence occurrence) {
  /** What a second text in the same place means. */
  enum Occurrence {
    /** The message is wrong. */
    ONE,
    /** There may be more; the first is taken. */
    FIRST,
    /** All are taken, in order. */
    ALL
  }
}
