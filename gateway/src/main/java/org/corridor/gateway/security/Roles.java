package org.corridor.gateway.security;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The realm's roles, and how they are read from any issuer's claims. */
public final class Roles {
  /** Sends payments and reads their answers. */
  public static final String INTEGRATOR = "corridor-integrator";

  /** Works held payments. */
  public static final String OFFICER = "corridor-officer";

  /** Approves payments above the limit. */
  public static final String APPROVER = "corridor-approver";

  /** Watches positions. */
  public static final String TREASURER = "corridor-treasurer";

  /** Runs the gateway. */
  public static final String OPERATOR = "corridor-operator";

  private static final Set<String> ALL = Set.of(INTEGRATOR, OFFICER, APPROVER, TREASURER, OPERATOR);

  private Roles() {}

  /**
   * The authorities that claims carry: our own issuer's {@code roles}, or Keycloak's {@code
   * realm_access.roles}. Roles that are not ours give nothing.
   */
  static Collection<GrantedAuthority> authorities(Map<String, Object> claims) {
    return Stream.concat(strings(claims.get("roles")), strings(realmRoles(claims)))
        .filter(ALL::contains)
        .distinct()
        .map(role -> (GrantedAuthority) new SimpleGrantedAuthority(role))
        .collect(Collectors.toUnmodifiableList());
  }

  private static @Nullable Object realmRoles(Map<String, Object> claims) {
    return claims.get("realm_access") instanceof Map<?, ?> access ? access.get("roles") : null;
  }

  private static Stream<String> strings(@Nullable Object value) {
    return value instanceof Collection<?> many
        ? many.stream().filter(String.class::isInstance).map(String.class::cast)
        : Stream.empty();
  }
}
