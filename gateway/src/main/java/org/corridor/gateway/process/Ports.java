package org.corridor.gateway.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** Hands out loopback ports that nobody listens on, each once. */
public final class Ports {
  private static final int CONNECT_MILLIS = 200;

  private final Set<Integer> given = new HashSet<>();
  private final boolean expected;

  /** Hands out the ports that people expect, as long as they are free. */
  public Ports() {
    this(true);
  }

  private Ports(boolean expected) {
    this.expected = expected;
  }

  /** Hands out none that people expect, so that several may start at one time. */
  public static Ports ofChance() {
    return new Ports(false);
  }

  /**
   * The wanted port when it is free, else another that is.
   *
   * @param wanted the port that people expect
   */
  public synchronized int prefer(int wanted) {
    return expected && !given.contains(wanted) && isFree(wanted) && given.add(wanted)
        ? wanted
        : any();
  }

  /** Any free port. */
  public synchronized int any() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (given.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new IllegalStateException("no free port on loopback", e);
      }
    }
  }

  /** Whether somebody accepts connections on a loopback port. */
  public static boolean isServed(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
