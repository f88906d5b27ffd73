package org.corridor.gateway;

import org.corridor.gateway.config.GatewayConfiguration;
import org.corridor.gateway.config.NativeCryptography;
import org.corridor.gateway.config.Settings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * One institution's gateway. Beans are named one by one in {@code gateway.config}; nothing is
 * scanned.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
    exclude = {
      ArtemisAutoConfiguration.class,
      HibernateJpaAutoConfiguration.class,
      JpaRepositoriesAutoConfiguration.class
    })
@EnableConfigurationProperties(Settings.class)
@Import(GatewayConfiguration.class)
public class GatewayApplication {
  /**
   * Starts the gateway.
   *
   * @param args Spring's
   */
  public static void main(String[] args) {
    NativeCryptography.install();
    SpringApplication.run(GatewayApplication.class, args);
  }
}
