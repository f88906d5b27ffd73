package org.corridor.adapters.interbank;

import java.net.URI;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corridor.domain.party.Bic;

/** The banks that we exchange with. */
public final class Peers {
  private final Map<String, Peer> byInstitution = new HashMap<>();

  /** Takes the table. */
  public Peers(List<Peer> peers) {
    for (Peer peer : peers) {
      if (byInstitution.putIfAbsent(peer.bic.institution(), peer) != null) {
        throw new IllegalArgumentException("two peers with the BIC " + peer.bic.institution());
      }
    }
  }

  /**
   * One bank.
   *
   * @param bic its BIC
   * @param base where its gateway answers, for example {@code https://gateway.beta.example}
   * @param domain the part after the star of its customers' federation addresses
   * @param key the Ed25519 key that it signs with
   */
  public record Peer(Bic bic, URI base, String domain, PublicKey key) {}

  /** The peer of a BIC, whatever its branch. */
  public Optional<Peer> of(Bic bic) {
    return Optional.ofNullable(byInstitution.get(bic.institution()));
  }

  /** The bank that owns a federation domain. */
  public Optional<Bic> ofDomain(String domain) {
    return byInstitution.values().stream()
        .filter(p -> p.domain.equals(domain))
        .map(Peer::bic)
        .findFirst();
  }

  /** The keys by BIC, for checking signatures. */
  public Map<Bic, PublicKey> keys() {
    Map<Bic, PublicKey> keys = new HashMap<>();
    byInstitution.values().forEach(p -> keys.put(p.bic, p.key));
    return keys;
  }
}
