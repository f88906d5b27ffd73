package org.corridor.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.corridor.gateway.config.Secrets;
import org.corridor.gateway.config.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * The OIDC issuer in this process, with the realm and the roles that a Keycloak realm has outside:
 * for the demo and for tests. It is here only while no other issuer is set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    name = "corridor.identity.issuer",
    matchIfMissing = true,
    havingValue = "none")
class IssuerConfiguration {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
  private static final int KEY_BITS = 2048;

  /** The people of the demo: one per role, and a second officer and approver for four eyes. */
  private static final List<Person> PEOPLE =
      List.of(
          new Person("olga", Roles.OFFICER),
          new Person("omar", Roles.OFFICER),
          new Person("anna", Roles.APPROVER),
          new Person("arif", Roles.APPROVER),
          new Person("tina", Roles.TREASURER),
          new Person("piet", Roles.OPERATOR));

  private record Person(String name, String role) {}

  @Bean
  @Order(1)
  SecurityFilterChain issuerEndpoints(HttpSecurity http) throws Exception {
    OAuth2AuthorizationServerConfigurer server =
        OAuth2AuthorizationServerConfigurer.authorizationServer();
    http.securityMatcher(server.getEndpointsMatcher())
        .with(server, s -> s.oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(r -> r.anyRequest().authenticated())
        .exceptionHandling(
            e -> e.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")));
    return http.build();
  }

  @Bean
  UserDetailsService people(Secrets secrets, PasswordEncoder encoder) {
    UserDetails[] users =
        PEOPLE.stream()
            .map(
                p ->
                    User.withUsername(p.name())
                        .password(encoder.encode(secrets.token("password-" + p.name())))
                        .authorities(p.role())
                        .build())
            .toArray(UserDetails[]::new);
    return new InMemoryUserDetailsManager(users);
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  RegisteredClientRepository clients(
      Secrets secrets, PasswordEncoder encoder, Settings settings, Environment environment) {
    TokenSettings tokens = TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build();
    RegisteredClient pages =
        RegisteredClient.withId("pages")
            .clientId(settings.identity().clientId())
            .clientSecret(encoder.encode(secrets.token("client-pages")))
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(SecurityConfiguration.ownUrl(environment) + "/login/oauth2/code/corridor")
            .scope(OidcScopes.OPENID)
            .scope(OidcScopes.PROFILE)
            .clientSettings(ClientSettings.builder().requireAuthorizationConsent(false).build())
            .tokenSettings(tokens)
            .build();
    RegisteredClient integrator =
        RegisteredClient.withId("integrator")
            .clientId("corridor-integrator")
            .clientSecret(encoder.encode(secrets.token("client-integrator")))
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .scope("payments")
            .tokenSettings(tokens)
            .build();
    return new InMemoryRegisteredClientRepository(pages, integrator);
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> rolesInTokens() {
    return context -> {
      if (context.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
        context.getClaims().claim("roles", List.of(Roles.INTEGRATOR));
      } else {
        context
            .getClaims()
            .claim(
                "roles",
                context.getPrincipal().getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .toList())
            .claim("preferred_username", context.getPrincipal().getName());
      }
    };
  }

  @Bean
  JWKSource<SecurityContext> signingKey(Secrets secrets) throws ParseException {
    String key = secrets.text("issuer-key.json", IssuerConfiguration::newKey);
    return new ImmutableJWKSet<>(new JWKSet(RSAKey.parse(key)));
  }

  @Bean
  JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  @Bean
  AuthorizationServerSettings issuerSettings(Environment environment) {
    return AuthorizationServerSettings.builder()
        .issuer(SecurityConfiguration.ownUrl(environment))
        .build();
  }

  private static String newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS).keyIDFromThumbprint(true).generate().toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }
}
