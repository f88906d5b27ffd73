package org.corridor.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** Port: tells who sent a request. */
@FunctionalInterface
public interface Viewers {
  /** The authenticated viewer of a request; without roles when there is none. */
  Viewer of(HttpServletRequest request);
}
