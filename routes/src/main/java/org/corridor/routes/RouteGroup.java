package org.corridor.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/** Routes whose number is known by settings only, as one bean. */
public record RouteGroup(List<? extends RoutesBuilder> routes) implements RoutesBuilder {
  /** Copies the list. */
  public RouteGroup {
    routes = List.copyOf(routes);
  }

  @Override
  public void addRoutesToCamelContext(CamelContext context) throws Exception {
    for (RoutesBuilder route : routes) {
      context.addRoutes(route);
    }
  }

  @Override
  public void addTemplatedRoutesToCamelContext(CamelContext context) {
    // There are no templates.
  }

  @Override
  public Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
    Set<String> updated = new HashSet<>();
    for (RoutesBuilder route : routes) {
      updated.addAll(route.updateRoutesToCamelContext(context));
    }
    return updated;
  }
}
