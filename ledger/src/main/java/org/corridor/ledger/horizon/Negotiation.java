package org.corridor.ledger.horizon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the forms that an answer can have the client would rather take. */
enum Negotiation {
  /** HAL or plain JSON. */
  JSON("application/hal+json", "application/json"),

  /** Server-sent events. */
  EVENTS("text/event-stream"),

  /** Bytes as they are. */
  RAW("application/octet-stream");

  private static final int HEADER_MAX = 4_096;

  private final String type;
  private final String plainType;

  Negotiation(String type) {
    this(type, type);
  }

  Negotiation(String type, String plainType) {
    this.type = type;
    this.plainType = plainType;
  }

  private record Wish(String type, double weight) {}

  /** The form that an Accept header asks for; JSON without one, empty when we have none of it. */
  static Optional<Negotiation> of(String accept) {
    if (accept.isBlank() || accept.length() > HEADER_MAX) {
      return Optional.of(JSON);
    }
    List<Wish> wishes = new ArrayList<>();
    for (String part : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parameters = part.split(";");
      wishes.add(new Wish(parameters[0].strip(), weight(parameters)));
    }
    wishes.sort(Comparator.comparingDouble(Wish::weight).reversed());
    for (Wish wish : wishes) {
      for (Negotiation form : values()) {
        if (wish.weight() > 0 && (matches(wish, form.type) || matches(wish, form.plainType))) {
          return Optional.of(form);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(Wish wish, String type) {
    return switch (wish.type()) {
      case "*/*", "*" -> true;
      case "application/*" -> type.startsWith("application/");
      case "text/*" -> type.startsWith("text/");
      default -> wish.type().equals(type);
    };
  }

  private static double weight(String[] parameters) {
    for (int i = 1; i < parameters.length; i++) {
      String parameter = parameters[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
