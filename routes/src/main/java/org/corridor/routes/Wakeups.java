package org.corridor.routes;

import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;

/**
 * Wakes stages that have work, so that a payment does not wait for their next poll. Losing a
 * wake-up is harmless: one that waits already is enough, and the poll comes anyway.
 */
public final class Wakeups {
  private final ProducerTemplate template;
  private final List<String> stages;

  /**
   * Knows the stages.
   *
   * @param template sends the wake-ups
   * @param stages the names of all stages, in the order in which payments walk
   */
  public Wakeups(ProducerTemplate template, List<String> stages) {
    this.template = template;
    this.stages = List.copyOf(stages);
  }

  /** The endpoint that one stage is woken by: holds one wake-up, drops those beyond. */
  public static String endpoint(String stage) {
    return "seda:stage-" + stage + "?size=1&discardWhenFull=true";
  }

  /** Wakes a stage; an unknown name wakes nobody. */
  public void wake(String stage) {
    // While the context starts or stops the stages do not listen, and the poll will find the work.
    if (stages.contains(stage) && template.getCamelContext().getStatus() == ServiceStatus.Started) {
      template.sendBody(endpoint(stage), stage);
    }
  }

  /** Wakes the stage that payments come to after another; the last one has none. */
  public void wakeAfter(String stage) {
    int next = stages.indexOf(stage) + 1;
    if (next > 0 && next < stages.size()) {
      wake(stages.get(next));
    }
  }

  /** Wakes the first stage: payments were taken in. */
  public void arrived() {
    if (!stages.isEmpty()) {
      wake(stages.getFirst());
    }
  }

  /** Wakes every stage. */
  public void all() {
    stages.forEach(this::wake);
  }
}
