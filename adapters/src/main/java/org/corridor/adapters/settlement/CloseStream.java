package org.corridor.adapters.settlement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.corridor.domain.Retryable;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the ledger's closes as they happen and wakes a listener at each. Only a hint: what
 * happened is always read from the cursor, and the listener also looks on his own now and then.
 */
final class CloseStream implements AutoCloseable {
  /** A connection that died in silence is replaced after this time. */
  private static final Duration CONNECTION_AGE_MAX = Duration.ofSeconds(60);

  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

  private final Horizon horizon;
  private final Runnable wake;
  private final Thread listener;
  private final Thread renewer;
  private volatile boolean closed;
  private volatile @Nullable InputStream connection;

  CloseStream(Horizon horizon, Runnable wake) {
    this.horizon = horizon;
    this.wake = wake;
    listener = Thread.ofVirtual().name("ledger-closes").unstarted(this::listen);
    renewer = Thread.ofVirtual().name("ledger-closes-renewal").unstarted(this::renew);
  }

  void start() {
    listener.start();
    renewer.start();
  }

  @Override
  public void close() {
    closed = true;
    listener.interrupt();
    renewer.interrupt();
    disconnect();
  }

  private void listen() {
    while (!closed) {
      try (InputStream stream = horizon.stream("/ledgers?cursor=now")) {
        connection = stream;
        // Whatever closed while there was no connection.
        wake.run();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
          if (line.startsWith("data: {") || line.startsWith("data:{")) {
            wake.run();
          }
        }
      } catch (IOException | Retryable e) {
        // The stream is only a hint; the next connection wakes the listener again.
        connection = null;
      }
      pause(RECONNECT_PAUSE);
    }
  }

  private void renew() {
    while (!closed) {
      pause(CONNECTION_AGE_MAX);
      disconnect();
    }
  }

  private void disconnect() {
    InputStream open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is being thrown away; there is nothing to save.
        connection = null;
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
