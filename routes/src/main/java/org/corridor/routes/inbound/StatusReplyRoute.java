package org.corridor.routes.inbound;

import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

/** Answers that are final on entry, sent in the session that consumed the message. */
final class StatusReplyRoute extends EndpointRouteBuilder {
  static final String ID = "status-reply";

  private final StatusReplies replies;

  StatusReplyRoute(StatusReplies replies) {
    this.replies = replies;
  }

  @Override
  public void configure() {
    from(direct(ID)).routeId(ID).process().body(Reception.class, replies::reply);
  }
}
