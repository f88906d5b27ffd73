package org.corridor.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The officers of the demo: two of them look at what is held, and release it. */
public final class HeldPayments {
  private static final String PAGE = "/held";

  private final Bank bank;
  private final RestClient rest;
  private final List<PersonAtPages> officers = new ArrayList<>();
  private final Set<String> released = new HashSet<>();

  /** The officers of a bank. */
  public HeldPayments(Bank bank) {
    this.bank = bank;
    this.rest = new RestClient(bank);
  }

  /** Releases what is held, with two voices. */
  public void release() {
    for (JsonNode payment : rest.get("/v1/payments?state=Held&limit=200").json().path("payments")) {
      String uetr = payment.path("uetr").asText();
      if (released.add(uetr)) {
        for (PersonAtPages officer : officers()) {
          officer.submit(PAGE, "/v1/payments/" + uetr + "/release", "reason=not+the+listed+person");
        }
      }
    }
  }

  private List<PersonAtPages> officers() {
    if (officers.isEmpty()) {
      officers.add(PersonAtPages.login(bank, "olga"));
      officers.add(PersonAtPages.login(bank, "omar"));
    }
    return officers;
  }
}
