package org.corridor.gateway.config;

import java.security.KeyPair;
import java.security.SecureRandom;
import org.corridor.compliance.travelrule.ExchangeKeys;

/** Our key for compliance messages, made at first start; other banks know its public half. */
public final class ComplianceKeys {
  private ComplianceKeys() {}

  /** Our key pair. */
  public static KeyPair own(Secrets secrets) {
    String[] halves = secrets.text("compliance-key", ComplianceKeys::fresh).split(":");
    return new KeyPair(ExchangeKeys.publicKey(halves[0]), ExchangeKeys.privateKey(halves[1]));
  }

  private static String fresh() {
    KeyPair pair = ExchangeKeys.generate(new SecureRandom());
    return ExchangeKeys.text(pair.getPublic()) + ":" + ExchangeKeys.text(pair.getPrivate());
  }
}
