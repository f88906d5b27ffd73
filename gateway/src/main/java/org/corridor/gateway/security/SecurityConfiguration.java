package org.corridor.gateway.security;

import java.util.ArrayList;
import java.util.List;
import org.corridor.gateway.config.Secrets;
import org.corridor.gateway.config.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The guards of the API and of the pages; the same whoever the issuer is. */
@Configuration(proxyBeanMethods = false)
@Import(IssuerConfiguration.class)
public class SecurityConfiguration {
  private static final String REGISTRATION = "corridor";
  private static final String PERSON = "preferred_username";
  private static final String PAGES_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; form-action 'self'";

  /** The API: bearer tokens of integrators, or the session of somebody at the pages. */
  @Bean
  @Order(2)
  SecurityFilterChain api(HttpSecurity http) throws Exception {
    http.securityMatcher("/v1/**")
        .authorizeHttpRequests(
            r ->
                r.requestMatchers(HttpMethod.POST, "/v1/messages", "/v1/payments")
                    .hasAuthority(Roles.INTEGRATOR)
                    .requestMatchers("/v1/payments/*/release", "/v1/payments/*/reject")
                    .hasAuthority(Roles.OFFICER)
                    .requestMatchers("/v1/payments/*/approve", "/v1/payments/*/refuse")
                    .hasAuthority(Roles.APPROVER)
                    .requestMatchers("/v1/suspense/**")
                    .hasAuthority(Roles.OFFICER)
                    .requestMatchers("/v1/operations/**")
                    .hasAuthority(Roles.OPERATOR)
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            s -> s.jwt(j -> j.jwtAuthenticationConverter(SecurityConfiguration::authenticated)))
        // A token is not sent by a browser on its own; a session cookie is.
        .csrf(
            c ->
                c.ignoringRequestMatchers(
                    request -> {
                      String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
                      return authorization != null && authorization.startsWith("Bearer ");
                    }));
    return http.build();
  }

  /** What other banks call: its requests are signed, and the signature is the guard. */
  @Bean
  @Order(3)
  SecurityFilterChain interbank(HttpSecurity http) throws Exception {
    http.securityMatcher("/interbank/**")
        .authorizeHttpRequests(r -> r.anyRequest().permitAll())
        .csrf(c -> c.disable());
    return http.build();
  }

  /** The pages: people, logged in by the issuer. */
  @Bean
  @Order(4)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    http.authorizeHttpRequests(
            r ->
                r.requestMatchers(
                        "/actuator/health/**",
                        "/actuator/health",
                        "/actuator/prometheus",
                        "/v3/api-docs/**",
                        "/swagger-ui/**",
                        "/swagger-ui.html",
                        "/css/**",
                        "/js/**",
                        "/webjars/**",
                        "/favicon.ico")
                    .permitAll()
                    .requestMatchers("/actuator/**", "/operations")
                    .hasAuthority(Roles.OPERATOR)
                    .anyRequest()
                    .authenticated())
        .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(PAGES_POLICY)))
        .formLogin(Customizer.withDefaults())
        // With the issuer in process the saved request is the issuer's own: never go back to that.
        .oauth2Login(l -> l.defaultSuccessUrl("/", true))
        // Not as the one entry point: that would take the log-in form of the issuer in process
        // away.
        .exceptionHandling(
            e ->
                e.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/oauth2/authorization/" + REGISTRATION),
                    AnyRequestMatcher.INSTANCE));
    return http.build();
  }

  @Bean
  GrantedAuthoritiesMapper rolesOfPeople() {
    return granted -> {
      List<GrantedAuthority> authorities = new ArrayList<>(granted);
      for (GrantedAuthority authority : granted) {
        if (authority instanceof OidcUserAuthority user) {
          authorities.addAll(Roles.authorities(user.getIdToken().getClaims()));
        }
      }
      return authorities;
    };
  }

  @Bean
  ClientRegistrationRepository registrations(
      Settings settings, Secrets secrets, Environment environment) {
    var issuer = settings.identity().issuer();
    String given = settings.identity().clientSecret();
    if (issuer != null) {
      // Asked at the first login, so that the gateway starts while the issuer is away.
      return new SupplierClientRegistrationRepository(
          () ->
              new InMemoryClientRegistrationRepository(
                  named(ClientRegistrations.fromIssuerLocation(issuer.toString()), settings)
                      .clientSecret(given)
                      .build()));
    }
    String own = ownUrl(environment);
    return new InMemoryClientRegistrationRepository(
        named(
                ClientRegistration.withRegistrationId(REGISTRATION)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                    .authorizationUri(own + "/oauth2/authorize")
                    .tokenUri(own + "/oauth2/token")
                    .jwkSetUri(own + "/oauth2/jwks")
                    .issuerUri(own),
                settings)
            .clientSecret(secrets.token("client-pages"))
            .build());
  }

  private static ClientRegistration.Builder named(
      ClientRegistration.Builder builder, Settings settings) {
    return builder
        .registrationId(REGISTRATION)
        .clientId(settings.identity().clientId())
        .clientName(settings.institution().name())
        // Not the subject, which is a number in Keycloak: what is decided is kept under this name.
        .userNameAttributeName(PERSON)
        .scope("openid", "profile");
  }

  @Bean
  @ConditionalOnMissingBean
  JwtDecoder issuersTokens(Settings settings) {
    return new SupplierJwtDecoder(
        () -> JwtDecoders.fromIssuerLocation(String.valueOf(settings.identity().issuer())));
  }

  /** Where this gateway is reached, as the issuer in process and its client name it. */
  static String ownUrl(Environment environment) {
    return environment.getProperty(
        "corridor.own-url", "http://localhost:" + environment.getProperty("server.port", "8080"));
  }

  /** A person has the same name with a token as at the pages: nobody approves what he entered. */
  static AbstractAuthenticationToken authenticated(Jwt token) {
    String person = token.getClaimAsString(PERSON);
    return new JwtAuthenticationToken(
        token, Roles.authorities(token.getClaims()), person == null ? token.getSubject() : person);
  }
}
