package org.corridor.dashboard;

import java.util.Set;

/**
 * Who looks at a page.
 *
 * @param name his user name
 * @param roles his roles
 */
public record Viewer(String name, Set<String> roles) {
  static final String OFFICER = "corridor-officer";
  static final String OPERATOR = "corridor-operator";
  static final String APPROVER = "corridor-approver";

  /** Copies the roles. */
  public Viewer {
    roles = Set.copyOf(roles);
  }

  /** Whether he may see names, account references and message bytes: officers may. */
  public boolean seesPersonalData() {
    return roles.contains(OFFICER);
  }

  /** Whether he may decide on held payments. */
  public boolean decidesHeld() {
    return roles.contains(OFFICER);
  }

  /** Whether he runs the gateway. */
  public boolean operates() {
    return roles.contains(OPERATOR);
  }

  /** Whether he may decide on payments above the limit. */
  public boolean decidesApprovals() {
    return roles.contains(APPROVER);
  }
}
