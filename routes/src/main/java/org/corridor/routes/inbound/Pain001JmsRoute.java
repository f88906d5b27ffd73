package org.corridor.routes.inbound;

import jakarta.jms.Message;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.corridor.domain.message.MessageType;
import org.corridor.routes.FailurePolicy;
import org.corridor.routes.TransportHeaders;

/** pain.001 of customers, of both versions, from their queue. */
final class Pain001JmsRoute extends EndpointRouteBuilder {
  static final String ID = "pain001-jms-in";

  private final String queue;
  private final JmsArrivals arrivals;
  private final Door door;

  Pain001JmsRoute(String queue, JmsArrivals arrivals, Door door) {
    this.queue = queue;
    this.arrivals = arrivals;
    this.door = door;
  }

  @Override
  public void configure() {
    from(jms("queue:" + queue))
        .routeId(ID)
        .routeConfigurationId(FailurePolicy.QUEUE)
        .removeHeaders("*", TransportHeaders.KEPT)
        .setProperty(TransportHeaders.DELIVERIES)
        .body(Message.class, JmsArrivals::deliveries)
        .transform()
        .body(Message.class, message -> arrivals.read(message, MessageType.PAIN_001_09))
        .transform()
        .body(Arrival.class, door::receive)
        .to(direct(StatusReplyRoute.ID));
  }
}
