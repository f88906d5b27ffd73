package org.corridor.gateway.config;

import java.security.Provider;
import java.security.Security;

/**
 * Puts Amazon Corretto's native cryptography before the JDK's, where it is present: seals between
 * banks, tokens and fingerprints cost a fraction there. Elsewhere the JDK's own serves.
 */
public final class NativeCryptography {
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /** Without it, Corretto signs with Ed25519 keys but cannot read them. */
  private static final String READS_ED25519_KEYS =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  private NativeCryptography() {}

  /** Installs it for the whole process; before anything else asks for an algorithm. */
  public static void install() {
    System.setProperty(READS_ED25519_KEYS, "true");
    try {
      Security.insertProviderAt(
          Class.forName(PROVIDER).asSubclass(Provider.class).getDeclaredConstructor().newInstance(),
          1);
    } catch (ReflectiveOperationException | LinkageError e) {
      // Comes with native code for some systems only.
      return;
    }
  }
}
