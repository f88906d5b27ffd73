package org.corridor.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Ports for servers: the expected ones when they are free. */
class PortsTest {
  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void givesAnotherPortWhenTheExpectedOneIsTaken() throws IOException {
    try (ServerSocket other = taken()) {
      assertThat(new Ports().prefer(other.getLocalPort()))
          .isPositive()
          .isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void givesTheExpectedPortOnceWhenItIsFree() throws IOException {
    int free;
    try (ServerSocket other = taken()) {
      free = other.getLocalPort();
    }
    Ports ports = new Ports();
    assertThat(ports.prefer(free)).isEqualTo(free);
    assertThat(ports.prefer(free)).isNotEqualTo(free);
  }

  @Test
  void givesNoExpectedPortWhenSeveralMayStartAtOnce() throws IOException {
    int free;
    try (ServerSocket other = taken()) {
      free = other.getLocalPort();
    }
    assertThat(Ports.ofChance().prefer(free)).isNotEqualTo(free);
  }
}
