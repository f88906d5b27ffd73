package org.corridor.dashboard;

/** Where the gateway leaves what a form led to, for the next page that its sender opens. */
public final class FormNotice {
  /** The session's attribute: text. */
  public static final String ATTRIBUTE = "corridor.notice";

  private FormNotice() {}
}
