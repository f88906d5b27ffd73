package org.corridor.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who somebody is, and what he may, by the tokens of our own issuer and of Keycloak. */
class RolesTest {
  @Test
  void readsOurOwnIssuersRoles() {
    assertThat(roles(Map.of("roles", List.of(Roles.OFFICER, "somebody-else"))))
        .containsExactly(Roles.OFFICER);
  }

  @Test
  void readsKeycloaksRealmRoles() {
    Map<String, Object> access =
        Map.of("roles", List.of("offline_access", "default-roles-corridor", Roles.INTEGRATOR));
    assertThat(roles(Map.of("realm_access", access))).containsExactly(Roles.INTEGRATOR);
  }

  @Test
  void givesNothingForClaimsOfAnotherForm() {
    assertThat(roles(Map.of("roles", Roles.OFFICER, "realm_access", List.of(Roles.OFFICER))))
        .isEmpty();
  }

  @Test
  void callsAPersonByTheNameThatThePagesUseAndASystemByItsSubject() {
    Jwt person = token(Map.of("sub", "5f0c", "preferred_username", "olga"));
    Jwt system = token(Map.of("sub", "corridor-integrator"));
    assertThat(SecurityConfiguration.authenticated(person).getName()).isEqualTo("olga");
    assertThat(SecurityConfiguration.authenticated(system).getName())
        .isEqualTo("corridor-integrator");
  }

  @Test
  void shipsARealmWithTheseRolesAndClientsAndNoSecret() throws IOException {
    String text = Files.readString(root().resolve("docs/keycloak/corridor-realm.json"));
    JsonNode realm = new ObjectMapper().readTree(text);
    Set<String> named = new TreeSet<>();
    realm.at("/roles/realm").forEach(role -> named.add(role.path("name").asText()));
    assertThat(named)
        .containsExactlyInAnyOrder(
            Roles.INTEGRATOR, Roles.OFFICER, Roles.APPROVER, Roles.TREASURER, Roles.OPERATOR);
    assertThat(realm.at("/clients").findValuesAsText("clientId"))
        .containsExactlyInAnyOrder("corridor-dashboard", "corridor-integrator");
    assertThat(realm.at("/users/0/realmRoles/0").asText()).isEqualTo(Roles.INTEGRATOR);
    assertThat(text).doesNotContain("\"secret\"", "\"credentials\"", "\"password\"");
  }

  private static List<String> roles(Map<String, Object> claims) {
    return Roles.authorities(claims).stream().map(GrantedAuthority::getAuthority).toList();
  }

  private static Jwt token(Map<String, Object> claims) {
    return Jwt.withTokenValue("t").header("alg", "none").claims(all -> all.putAll(claims)).build();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("domain"))) {
      here = here.getParent();
    }
    return here;
  }
}
