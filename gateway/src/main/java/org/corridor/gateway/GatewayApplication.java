package org.corridor.gateway;

import org.corridor.gateway.config.Settings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * One institution's gateway. Beans are named, one by one, in {@code gateway.config}; nothing is
 * scanned.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = ArtemisAutoConfiguration.class)
@EnableConfigurationProperties(Settings.class)
public class GatewayApplication {
  /**
   * Starts the gateway.
   *
   * @param args Spring's
   */
  public static void main(String[] args) {
    SpringApplication.run(GatewayApplication.class, args);
  }
}
