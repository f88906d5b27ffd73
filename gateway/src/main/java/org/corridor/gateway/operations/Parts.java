package org.corridor.gateway.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The parts that the gateway stands on. */
final class Parts implements AutoCloseable {
  static final String DATABASE = "database";
  static final String BROKER = "broker";
  static final String LEDGER = "ledger";

  private final List<Part> parts;

  Parts(List<Part> parts, MeterRegistry registry) {
    this.parts = List.copyOf(parts);
    for (Part part : parts) {
      Gauge.builder("corridor.part.up", part, p -> p.condition().up() ? 1 : 0)
          .tag("part", part.name())
          .description("1 while the part answers")
          .strongReference(true)
          .register(registry);
      part.start();
    }
  }

  List<Part> all() {
    return parts;
  }

  Part.Condition condition(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow()
        .condition();
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
  }
}
