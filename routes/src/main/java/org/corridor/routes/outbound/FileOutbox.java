package org.corridor.routes.outbound;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.corridor.domain.Retryable;
import org.corridor.domain.UnitOfWork;
import org.corridor.domain.message.Channel;
import org.corridor.domain.message.Outbox;
import org.corridor.domain.message.Outbox.Outgoing;
import org.corridor.domain.payment.Stage;
import org.corridor.routes.AtomicFiles;
import org.corridor.routes.DeadLetterAlarm;

/**
 * Writes the outbox's messages for files, beside the files that they answer. Writing one again
 * replaces it by itself. A name that is not a plain file name is parked: it would leave the folder.
 */
final class FileOutbox implements Stage {
  static final String NAME = "outbox-file";

  private static final int BATCH_MAX = 64;

  private final Outbox outbox;
  private final UnitOfWork unit;
  private final Path done;
  private final DeadLetterAlarm alarm;
  private final InstantSource clock;

  FileOutbox(
      Outbox outbox, UnitOfWork unit, Path done, DeadLetterAlarm alarm, InstantSource clock) {
    this.outbox = outbox;
    this.unit = unit;
    this.done = done.toAbsolutePath().normalize();
    this.alarm = alarm;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int runOnce() {
    return unit.in(this::relay);
  }

  private int relay() {
    Instant now = clock.instant();
    List<Outgoing> batch = outbox.take(Channel.FILE, BATCH_MAX, now);
    List<Outgoing> sent = new ArrayList<>();
    List<Outgoing> parked = new ArrayList<>();
    for (Outgoing outgoing : batch) {
      Path target = done.resolve(outgoing.destination() + AtomicFiles.suffix(outgoing.type()));
      if (!done.equals(target.normalize().getParent())) {
        parked.add(outgoing);
        continue;
      }
      try {
        AtomicFiles.write(target, outgoing.bytes());
        sent.add(outgoing);
      } catch (IOException e) {
        throw new Retryable("answer's file cannot be written", e);
      }
    }
    if (!sent.isEmpty()) {
      outbox.sent(sent, now);
    }
    if (!parked.isEmpty()) {
      outbox.retryLater(parked, Parking.UNTIL, "parked: not a file's name");
      alarm.raise(NAME, "file-name");
    }
    return batch.size();
  }
}
