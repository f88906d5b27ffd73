package org.corridor.dashboard;

/** Something that open pages follow. */
interface Feed {
  /** The place after which nothing has happened yet. */
  String last();

  /** What changed after a place; asked once for all streams that are there. */
  Look after(String cursor);

  /** What one look gave. */
  interface Look {
    /** The place up to which it looked. */
    String cursor();

    /** Whether so much changed that the page must be loaded again. */
    boolean isBehind();

    /** Whether nothing changed. */
    boolean isEmpty();

    /** The changed rows, newest first, for who may see names and for who may not. */
    String html(boolean personal);
  }
}
