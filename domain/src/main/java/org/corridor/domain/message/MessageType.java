package org.corridor.domain.message;

import java.util.Arrays;
import java.util.Optional;

/** The messages that carry payments in. */
public enum MessageType {
  /** FI to FI customer credit transfer. */
  PACS_008("pacs.008.001.08"),
  /** Customer credit transfer initiation, 2019 version. */
  PAIN_001_09("pain.001.001.09"),
  /** Customer credit transfer initiation, 2009 version. */
  PAIN_001_03("pain.001.001.03"),
  /** SWIFT single customer credit transfer. */
  MT103("MT103"),
  /** The payment resource of our REST API. */
  PAYMENT_JSON("payment+json");

  private final String id;

  MessageType(String id) {
    this.id = id;
  }

  /** The message definition identifier. */
  public String id() {
    return id;
  }

  /** Whether the sender is a customer, to be answered with pain.002, and not a bank. */
  public boolean isInitiation() {
    return this == PAIN_001_09 || this == PAIN_001_03;
  }

  /** The type with an identifier. */
  public static Optional<MessageType> of(String id) {
    return Arrays.stream(values()).filter(t -> t.id.equals(id)).findFirst();
  }
}
