package org.corridor.compliance.travelrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.corridor.compliance.Transfers;
import org.corridor.domain.compliance.Letter;
import org.corridor.domain.compliance.Seals.Fault;
import org.corridor.domain.compliance.Seals.Opened;
import org.corridor.domain.party.Bic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Letters from Alpha to Beta: what is believed, and each thing that is not. */
class Ed25519SealsTest {
  private static final Instant NOW = Instant.parse("2026-02-03T10:15:30.123Z");
  private static final Bic GAMMA = new Bic("GAMMDEFF");
  private static final KeyPair ALPHA_KEYS = ExchangeKeys.generate(new SecureRandom());
  private static final KeyPair BETA_KEYS = ExchangeKeys.generate(new SecureRandom());
  private static final KeyPair GAMMA_KEYS = ExchangeKeys.generate(new SecureRandom());
  private static final byte[] BODY = "{\"amount\":\"100.00\"}".getBytes(StandardCharsets.UTF_8);

  private Instant betaTime = NOW;
  private final Ed25519Seals alpha = seals(Transfers.ALPHA, ALPHA_KEYS, () -> NOW);
  private final Ed25519Seals beta = seals(Transfers.BETA, BETA_KEYS, () -> betaTime);
  private final Ed25519Seals gamma = seals(GAMMA, GAMMA_KEYS, () -> NOW);

  private static Ed25519Seals seals(Bic self, KeyPair own, java.time.InstantSource clock) {
    // Gamma is known to nobody.
    Map<Bic, PublicKey> peers = new HashMap<>();
    peers.put(Transfers.ALPHA, ALPHA_KEYS.getPublic());
    peers.put(Transfers.BETA, BETA_KEYS.getPublic());
    return new Ed25519Seals(
        self, own.getPrivate(), peers, new RecentNonces(clock), clock, new SecureRandom());
  }

  @Test
  void believesALetterOnce() {
    Letter letter = alpha.seal("agreements", Transfers.BETA, BODY);
    assertThat(beta.open("agreements", letter, BODY))
        .isEqualTo(new Opened.Genuine(Transfers.ALPHA));
    assertThat(beta.open("agreements", letter, BODY))
        .isEqualTo(new Opened.NotGenuine(Fault.REPLAYED));
  }

  @Test
  void believesABranchByItsInstitutionsKey() {
    Ed25519Seals branch = seals(new Bic("ALPHGB2LLON"), ALPHA_KEYS, () -> NOW);
    Letter letter = branch.seal("agreements", new Bic("BETAAEADXXX"), BODY);
    assertThat(beta.open("agreements", letter, BODY)).isInstanceOf(Opened.Genuine.class);
  }

  @Test
  void givesEachLetterANonceOfItsOwn() {
    assertThat(alpha.seal("a", Transfers.BETA, BODY).nonce())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(alpha.seal("a", Transfers.BETA, BODY).nonce());
  }

  static Stream<Arguments> alterations() {
    return Stream.of(
        row("purpose", Fault.WRONG_PURPOSE, l -> with(l, "resolutions", l.sender())),
        row("recipient", Fault.NOT_FOR_US, l -> to(l, GAMMA)),
        row("sender unknown", Fault.UNKNOWN_SENDER, l -> with(l, l.purpose(), GAMMA)),
        row("sender another", Fault.BAD_SIGNATURE, l -> with(l, l.purpose(), Transfers.BETA)),
        row("time", Fault.BAD_SIGNATURE, l -> at(l, l.sentAt().plusMillis(1))),
        row("too old", Fault.EXPIRED, l -> at(l, NOW.minus(Ed25519Seals.AGE_MAX).minusMillis(1))),
        row(
            "too new",
            Fault.FROM_THE_FUTURE,
            l -> at(l, NOW.plus(Ed25519Seals.AHEAD_MAX).plusMillis(1))),
        row("nonce", Fault.BAD_SIGNATURE, l -> nonce(l, "0".repeat(32))),
        row("nonce short", Fault.MALFORMED, l -> nonce(l, "00")),
        row("nonce upper", Fault.MALFORMED, l -> nonce(l, "A".repeat(32))),
        row("signature no base64", Fault.MALFORMED, l -> signed(l, "%%%")),
        row("signature short", Fault.BAD_SIGNATURE, l -> signed(l, "AAAA")),
        row("signature empty", Fault.BAD_SIGNATURE, l -> signed(l, "")),
        row("a request made an answer", Fault.WRONG_PURPOSE, l -> reply(l, "0".repeat(32))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alterations")
  void refusesAnAlteredLetter(String what, Fault fault, UnaryOperator<Letter> alteration) {
    Letter letter = alteration.apply(alpha.seal("agreements", Transfers.BETA, BODY));
    assertThat(beta.open("agreements", letter, BODY)).isEqualTo(new Opened.NotGenuine(fault));
  }

  @Test
  void refusesAnAlteredBody() {
    Letter letter = alpha.seal("agreements", Transfers.BETA, BODY);
    byte[] altered = "{\"amount\":\"900.00\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(beta.open("agreements", letter, altered))
        .isEqualTo(new Opened.NotGenuine(Fault.BAD_SIGNATURE));
    assertThat(beta.open("agreements", letter, BODY))
        .as("a forgery does not use up the nonce")
        .isInstanceOf(Opened.Genuine.class);
  }

  @Test
  void refusesTheSignatureOfAnotherBank() {
    Letter forged = gamma.seal("agreements", Transfers.BETA, BODY);
    assertThat(beta.open("agreements", with(forged, "agreements", Transfers.ALPHA), BODY))
        .isEqualTo(new Opened.NotGenuine(Fault.BAD_SIGNATURE));
    assertThat(beta.open("agreements", forged, BODY))
        .isEqualTo(new Opened.NotGenuine(Fault.UNKNOWN_SENDER));
  }

  @Test
  void takesALetterAtTheEdgesOfTheWindow() {
    betaTime = NOW.plus(Ed25519Seals.AGE_MAX);
    assertThat(beta.open("a", alpha.seal("a", Transfers.BETA, BODY), BODY))
        .isInstanceOf(Opened.Genuine.class);
    betaTime = NOW.minus(Ed25519Seals.AHEAD_MAX);
    assertThat(beta.open("a", alpha.seal("a", Transfers.BETA, BODY), BODY))
        .isInstanceOf(Opened.Genuine.class);
  }

  @Test
  void remembersALetterAsLongAsItIsTaken() {
    betaTime = NOW.minus(Ed25519Seals.AHEAD_MAX);
    Letter letter = alpha.seal("a", Transfers.BETA, BODY);
    beta.open("a", letter, BODY);
    betaTime = NOW.plus(Ed25519Seals.AGE_MAX);
    assertThat(beta.open("a", letter, BODY)).isEqualTo(new Opened.NotGenuine(Fault.REPLAYED));
  }

  @Test
  void bindsAnAnswerToItsRequest() {
    Letter request = alpha.seal("a", Transfers.BETA, BODY);
    Letter other = alpha.seal("a", Transfers.BETA, BODY);
    Letter reply = beta.sealReply("a", request, BODY);
    assertThat(alpha.openReply("a", request, reply, BODY))
        .isEqualTo(new Opened.Genuine(Transfers.BETA));
    assertThat(alpha.openReply("a", other, reply, BODY))
        .isEqualTo(new Opened.NotGenuine(Fault.NOT_THE_ANSWER));
    assertThat(alpha.openReply("a", other, reply(reply, other.nonce()), BODY))
        .isEqualTo(new Opened.NotGenuine(Fault.BAD_SIGNATURE));
    assertThat(alpha.openReply("a", request, gamma.sealReply("a", request, BODY), BODY))
        .isEqualTo(new Opened.NotGenuine(Fault.NOT_THE_ANSWER));
    assertThat(beta.open("a", reply, BODY)).isEqualTo(new Opened.NotGenuine(Fault.WRONG_PURPOSE));
  }

  @Test
  void readsKeysThatItWrote() {
    assertThat(ExchangeKeys.publicKey(ExchangeKeys.text(ALPHA_KEYS.getPublic())))
        .isEqualTo(ALPHA_KEYS.getPublic());
    assertThat(ExchangeKeys.privateKey(ExchangeKeys.text(ALPHA_KEYS.getPrivate())))
        .isEqualTo(ALPHA_KEYS.getPrivate());
    assertThatThrownBy(() -> ExchangeKeys.publicKey("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExchangeKeys.privateKey("c2VjcmV0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c2VjcmV0");
  }

  private static Arguments row(String what, Fault fault, UnaryOperator<Letter> alteration) {
    return Arguments.of(what, fault, alteration);
  }

  private static Letter with(Letter l, String purpose, Bic sender) {
    return new Letter(
        purpose, sender, l.recipient(), l.sentAt(), l.nonce(), l.inReplyTo(), l.signature());
  }

  private static Letter to(Letter l, Bic recipient) {
    return new Letter(
        l.purpose(), l.sender(), recipient, l.sentAt(), l.nonce(), l.inReplyTo(), l.signature());
  }

  private static Letter at(Letter l, Instant at) {
    return new Letter(
        l.purpose(), l.sender(), l.recipient(), at, l.nonce(), l.inReplyTo(), l.signature());
  }

  private static Letter nonce(Letter l, String nonce) {
    return new Letter(
        l.purpose(), l.sender(), l.recipient(), l.sentAt(), nonce, l.inReplyTo(), l.signature());
  }

  private static Letter reply(Letter l, String inReplyTo) {
    return new Letter(
        l.purpose(), l.sender(), l.recipient(), l.sentAt(), l.nonce(), inReplyTo, l.signature());
  }

  private static Letter signed(Letter l, String signature) {
    return new Letter(
        l.purpose(), l.sender(), l.recipient(), l.sentAt(), l.nonce(), l.inReplyTo(), signature);
  }
}
