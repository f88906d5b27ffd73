package org.corridor.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings say what is wrong with them. */
final class RoutesSettingsTest {
  private static RoutesSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("corridor.routes", RoutesSettings.class);
  }

  @Test
  void haveDefaultsThatWork() {
    RoutesSettings settings = bind(Map.of());
    assertThat(settings.queues().pacs008()).isEqualTo("corridor.in.pacs008");
    assertThat(settings.consumers()).isEqualTo(16);
    assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.files().folder()).isNull();
    assertThat(settings.webhooks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "corridor.routes.consumers, 0, consumers must be",
    "corridor.routes.poll, 1ms, poll must be",
    "corridor.routes.reply-queue, a b, reply-queue must be",
    "corridor.routes.reply-queue, corridor.in.mt103, must not be an inbound queue",
    "corridor.routes.queues.mt103, corridor.in.pacs008, queues must be distinct",
    "corridor.routes.retry.tries, -1, retry.tries",
    "corridor.routes.retry.delay, 10s, retry.delay",
    "corridor.routes.files.settle, 0s, files.settle",
    "corridor.routes.sender, a/b, sender must",
  })
  void areRefusedByName(String property, String value, String message) {
    assertThatThrownBy(() -> bind(Map.of(property, value)))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refuseAWebhookWithoutTransportSecurity() {
    assertThatThrownBy(
            () ->
                bind(
                    Map.of(
                        "corridor.routes.webhooks.erp.url", "http://erp.example/hook",
                        "corridor.routes.webhooks.erp.secret", "0123456789abcdef")))
        .rootCause()
        .hasMessage("corridor.routes.webhooks.url must be https");
  }

  @Test
  void doNotShowSecrets() {
    RoutesSettings settings =
        bind(
            Map.of(
                "corridor.routes.webhooks.erp.url", "https://erp.example/hook",
                "corridor.routes.webhooks.erp.secret", "0123456789abcdef"));
    assertThat(settings.toString()).contains("erp.example").doesNotContain("0123456789abcdef");
  }
}
