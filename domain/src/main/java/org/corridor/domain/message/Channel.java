package org.corridor.domain.message;

/** How a message came in, and so how its answers go out. */
public enum Channel {
  /** HTTP: answers are the response and, later, the payment's resource and webhooks. */
  REST,
  /** A queue: answers go to the reply queue. */
  JMS,
  /** A file: answers are written beside it. */
  FILE
}
