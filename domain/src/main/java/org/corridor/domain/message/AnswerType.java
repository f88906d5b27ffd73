package org.corridor.domain.message;

/** The messages that go out. */
public enum AnswerType {
  /** Payment status report between banks. */
  PACS_002("pacs.002.001.10"),
  /** Payment status report to a customer. */
  PAIN_002("pain.002.001.10"),
  /** Payment status report to a customer who sent the 2009 version. */
  PAIN_002_03("pain.002.001.03"),
  /** Credit notification. */
  CAMT_054("camt.054.001.08"),
  /** Status of a payment of our REST API, for webhooks. */
  STATUS_JSON("status+json");

  private final String id;

  AnswerType(String id) {
    this.id = id;
  }

  /** The message definition identifier. */
  public String id() {
    return id;
  }
}
