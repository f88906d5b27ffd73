package org.corridor.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corridor.adapters.codec.MessageForms;
import org.corridor.domain.message.MessageType;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.gateway.sample.SampleTransfers;
import org.jspecify.annotations.Nullable;

/** The messages that the demo sends: made up by rule, or the files of a folder. */
public final class Spool {
  private static final int FILES_MAX = 1_000;
  private static final int KEY_MAX = 100;
  private static final int QUEUED_PER_ROUND = 4;
  private static final int TRANSACTIONS_PER_FILE = 5;

  /** How a message is sent. */
  public enum Route {
    /** Over a queue. */
    JMS,
    /** Over HTTP. */
    REST,
    /** As a file in the watched folder. */
    FILE
  }

  /**
   * One message.
   *
   * @param name unique in the run: the idempotency key, the file's name
   * @param route how it is sent
   * @param type what it is; null when the gateway must find out
   * @param transfers what it orders; empty for a file of a folder
   * @param bytes its content
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  public record Item(
      String name,
      Route route,
      @Nullable MessageType type,
      List<CreditTransfer> transfers,
      byte[] bytes) {}

  private Spool() {}

  /** Some rounds of messages, the same for equal seeds. */
  static List<Item> made(long seed, LocalDate date, int rounds) {
    SampleTransfers transfers = new SampleTransfers(seed, date, DemoNetwork.CUSTOMERS);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      items.addAll(overQueues(transfers));
      items.addAll(elsewhere(transfers));
    }
    return items;
  }

  /** The next messages over the queues, one of each kind or more. */
  public static List<Item> overQueues(SampleTransfers transfers) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < QUEUED_PER_ROUND; i++) {
      items.add(one(Route.JMS, MessageType.PACS_008, transfers.next()));
    }
    items.add(swift(transfers));
    return items;
  }

  /** The next messages over HTTP and as files. */
  public static List<Item> elsewhere(SampleTransfers transfers) {
    List<CreditTransfer> many = new ArrayList<>();
    for (int i = 0; i < TRANSACTIONS_PER_FILE; i++) {
      many.add(transfers.next());
    }
    return List.of(
        one(Route.REST, MessageType.PACS_008, transfers.next()),
        one(Route.REST, MessageType.PAIN_001_09, transfers.next()),
        item(Route.FILE, MessageType.PAIN_001_09, many));
  }

  /** The files of a folder and the folders below it, each sent over REST as it is. */
  static List<Item> of(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .limit(FILES_MAX)
          .map(file -> read(folder, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the spool " + folder, e);
    }
  }

  /** Named by its path, for which the same key fits again at a second start. */
  private static Item read(Path folder, Path file) {
    try {
      String name = folder.relativize(file).toString();
      String key = name.length() <= KEY_MAX ? name : name.substring(name.length() - KEY_MAX);
      return new Item(key, Route.REST, null, List.of(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The next transfer that an MT103 can hold. */
  static Item swift(SampleTransfers transfers) {
    while (true) {
      CreditTransfer transfer = transfers.next();
      Optional<byte[]> bytes = new MessageForms().mt103(transfer, SampleTransfers.ALPHA);
      if (bytes.isPresent()) {
        return new Item(
            transfer.messageId(), Route.JMS, MessageType.MT103, List.of(transfer), bytes.get());
      }
    }
  }

  private static Item one(Route route, MessageType type, CreditTransfer transfer) {
    return item(route, type, List.of(transfer));
  }

  private static Item item(Route route, MessageType type, List<CreditTransfer> transfers) {
    CreditTransfer first = transfers.getFirst();
    MessageForms forms = new MessageForms();
    Instant created = Clock.systemUTC().instant();
    byte[] bytes =
        type == MessageType.PACS_008
            ? forms.pacs008(first, created)
            : forms.pain001(transfers, created);
    return new Item(first.messageId(), route, type, transfers, bytes);
  }
}
