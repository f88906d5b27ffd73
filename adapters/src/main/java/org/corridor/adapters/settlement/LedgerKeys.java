package org.corridor.adapters.settlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.corridor.domain.party.LedgerAddress;
import org.jspecify.annotations.Nullable;

/**
 * The institution's keys on the ledger, all derived from one master seed in one file (HMAC-SHA256
 * of the key's name), so that no secret lies in the database and a backup is one file. Where the
 * settlement account has a seed of its own, the file names it under {@code account}. Every instance
 * of the gateway needs the same file.
 */
public final class LedgerKeys {
  /** Most channels whose keys are looked for. */
  public static final int CHANNELS_MAX = 4096;

  private static final String MASTER = "master";
  private static final String ACCOUNT = "account";

  private final byte[] master;
  private final SigningKey account;
  private final List<SigningKey> channels = new ArrayList<>();
  private final Map<String, SigningKey> byAddress = new HashMap<>();

  private LedgerKeys(byte[] master, @Nullable String accountSecret) {
    this.master = master.clone();
    account = accountSecret == null ? derived(ACCOUNT) : SigningKey.ofSecret(accountSecret.strip());
  }

  /** Keys that are derived from a master seed of {@value SigningKey#SEED_BYTES} bytes. */
  public static LedgerKeys ofMaster(byte[] master) {
    if (master.length != SigningKey.SEED_BYTES) {
      throw new IllegalArgumentException("a master seed has 32 bytes");
    }
    return new LedgerKeys(master, null);
  }

  /**
   * Reads the key file, or creates it with a new master seed, for its owner only (mode 600).
   *
   * @param file where it is; its folder must exist
   * @param random where a new seed comes from
   * @throws UncheckedIOException when it cannot be read or written
   * @throws IllegalArgumentException when it is no key file
   */
  public static LedgerKeys open(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        create(file, random);
      }
      Properties properties = new Properties();
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      String master = properties.getProperty(MASTER);
      if (master == null || !master.strip().matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(file + " holds no master seed of 64 hexadecimal digits");
      }
      return new LedgerKeys(
          HexFormat.of().parseHex(master.strip()), properties.getProperty(ACCOUNT));
    } catch (IOException e) {
      throw new UncheckedIOException("key file " + file + " cannot be read or created", e);
    }
  }

  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    random.nextBytes(seed);
    String text = MASTER + "=" + HexFormat.of().formatHex(seed) + "\n";
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      // Another instance was faster; its seed is as good.
      return;
    }
  }

  /** The settlement account's key. */
  public SigningKey account() {
    return account;
  }

  /** The key of a channel by its number, from 0 to {@value #CHANNELS_MAX} - 1. */
  public synchronized SigningKey channel(int number) {
    if (number < 0 || number >= CHANNELS_MAX) {
      throw new IllegalArgumentException("there are at most 4096 channels");
    }
    while (channels.size() <= number) {
      SigningKey key = derived("channel:" + channels.size());
      channels.add(key);
      byAddress.put(key.address().value(), key);
    }
    return channels.get(number);
  }

  /** The addresses of the first channels. */
  public List<LedgerAddress> channels(int count) {
    List<LedgerAddress> addresses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      addresses.add(channel(i).address());
    }
    return addresses;
  }

  /** The key of a channel by its address; empty when it is none of ours. */
  synchronized Optional<SigningKey> channel(String address) {
    while (!byAddress.containsKey(address) && channels.size() < CHANNELS_MAX) {
      channel(channels.size());
    }
    return Optional.ofNullable(byAddress.get(address));
  }

  private SigningKey derived(String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(master, "HmacSHA256"));
      return SigningKey.ofSeed(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
