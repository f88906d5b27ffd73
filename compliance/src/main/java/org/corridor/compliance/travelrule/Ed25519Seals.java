package org.corridor.compliance.travelrule;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.corridor.domain.compliance.Letter;
import org.corridor.domain.compliance.Seals;
import org.corridor.domain.party.Bic;
import org.jspecify.annotations.Nullable;

/**
 * Letters signed with Ed25519. What is signed is this text, followed by the body as it is:
 *
 * <pre>
 * corridor-letter-1
 * PURPOSE
 * SENDER
 * RECIPIENT
 * SENT AT (ISO 8601, UTC, at most milliseconds)
 * NONCE
 * NONCE OF THE REQUEST, or an empty line
 * </pre>
 */
public final class Ed25519Seals implements Seals {
  /** A letter that was under way longer is refused. */
  public static final Duration AGE_MAX = Duration.ofMinutes(5);

  /** How far the sender's clock may go ahead of ours. */
  public static final Duration AHEAD_MAX = Duration.ofMinutes(1);

  private static final String FORM = "corridor-letter-1";

  private final Bic self;
  private final PrivateKey key;
  private final Map<String, PublicKey> peers = new HashMap<>();
  private final SeenNonces seen;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * Signs as one bank and knows the keys of others.
   *
   * @param self our bank
   * @param key our key
   * @param peers the other banks' keys; branches share their institution's
   * @param seen where used nonces are remembered
   * @param clock for the times of letters
   * @param random for nonces
   */
  public Ed25519Seals(
      Bic self,
      PrivateKey key,
      Map<Bic, PublicKey> peers,
      SeenNonces seen,
      InstantSource clock,
      SecureRandom random) {
    this.self = self;
    this.key = key;
    peers.forEach((bic, peer) -> this.peers.put(bic.institution(), peer));
    this.seen = seen;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Bic self() {
    return self;
  }

  @Override
  public Letter seal(String purpose, Bic recipient, byte[] body) {
    return sign(purpose, recipient, "", body);
  }

  @Override
  public Letter sealReply(String purpose, Letter request, byte[] body) {
    return sign(purpose, request.sender(), request.nonce(), body);
  }

  private Letter sign(String purpose, Bic recipient, String inReplyTo, byte[] body) {
    byte[] nonce = new byte[Letter.NONCE_DIGITS / 2];
    random.nextBytes(nonce);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Letter letter =
        new Letter(
            purpose, self, recipient, now, HexFormat.of().formatHex(nonce), inReplyTo, "unsigned");
    try {
      Signature signature = Signature.getInstance(ExchangeKeys.ALGORITHM);
      signature.initSign(key);
      signature.update(outside(letter));
      signature.update(body);
      return new Letter(
          purpose,
          self,
          recipient,
          now,
          letter.nonce(),
          inReplyTo,
          Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("our key cannot sign", e);
    }
  }

  @Override
  public Opened open(String purpose, Letter letter, byte[] body) {
    Fault fault = letter.inReplyTo().isEmpty() ? check(purpose, letter, body) : Fault.WRONG_PURPOSE;
    if (fault == null) {
      Instant until = letter.sentAt().plus(AGE_MAX);
      fault = seen.firstSeen(letter.sender(), letter.nonce(), until) ? null : Fault.REPLAYED;
    }
    return fault == null ? new Opened.Genuine(letter.sender()) : new Opened.NotGenuine(fault);
  }

  @Override
  public Opened openReply(String purpose, Letter request, Letter reply, byte[] body) {
    boolean answers =
        reply.inReplyTo().equals(request.nonce())
            && reply.sender().sameInstitution(request.recipient());
    Fault fault = answers ? check(purpose, reply, body) : Fault.NOT_THE_ANSWER;
    return fault == null ? new Opened.Genuine(reply.sender()) : new Opened.NotGenuine(fault);
  }

  /** Cheap checks first: a signature costs a thousand times as much as all others. */
  private @Nullable Fault check(String purpose, Letter letter, byte[] body) {
    if (!letter.purpose().equals(purpose)) {
      return Fault.WRONG_PURPOSE;
    }
    if (!letter.recipient().sameInstitution(self)) {
      return Fault.NOT_FOR_US;
    }
    PublicKey peer = peers.get(letter.sender().institution());
    if (peer == null) {
      return Fault.UNKNOWN_SENDER;
    }
    Instant now = clock.instant();
    if (letter.sentAt().isBefore(now.minus(AGE_MAX))) {
      return Fault.EXPIRED;
    }
    if (letter.sentAt().isAfter(now.plus(AHEAD_MAX))) {
      return Fault.FROM_THE_FUTURE;
    }
    if (!letter.nonce().matches("[0-9a-f]{" + Letter.NONCE_DIGITS + "}")) {
      return Fault.MALFORMED;
    }
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(letter.signature());
    } catch (IllegalArgumentException e) {
      return Fault.MALFORMED;
    }
    return verified(peer, letter, body, signature) ? null : Fault.BAD_SIGNATURE;
  }

  private static boolean verified(PublicKey peer, Letter letter, byte[] body, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(ExchangeKeys.ALGORITHM);
      verifier.initVerify(peer);
      verifier.update(outside(letter));
      verifier.update(body);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // Providers throw this for signatures of a wrong length or form.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a peer's key cannot verify", e);
    }
  }

  private static byte[] outside(Letter letter) {
    String text =
        String.join(
            "\n",
            FORM,
            letter.purpose(),
            letter.sender().value(),
            letter.recipient().value(),
            letter.sentAt().toString(),
            letter.nonce(),
            letter.inReplyTo(),
            "");
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
