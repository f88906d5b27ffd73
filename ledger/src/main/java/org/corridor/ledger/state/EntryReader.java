package org.corridor.ledger.state;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.SignerKeyType;

/**
 * Reads entries from the XDR that {@link EntryWriter} wrote: accounts, trust lines and offers, of
 * which a ledger has millions when it starts, without the library's objects.
 */
public final class EntryReader {
  private static final int ACCOUNT = 0;
  private static final int TRUST_LINE = 1;
  private static final int OFFER = 2;
  private static final int ALIGNMENT = 4;
  private static final int HASH_BYTES = 32;
  private static final int OCTET = 0xff;

  private final ByteBuffer in;

  private EntryReader(byte[] xdr) {
    in = ByteBuffer.wrap(xdr);
  }

  /**
   * Reads a LedgerEntry.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Entry entry(byte[] xdr) {
    try {
      EntryReader reader = new EntryReader(xdr);
      int lastModified = reader.in.getInt();
      Entry entry =
          switch (reader.in.getInt()) {
            case ACCOUNT -> reader.account(lastModified);
            case TRUST_LINE -> reader.trustLine(lastModified);
            case OFFER -> reader.offer(lastModified);
            default -> Entry.of(LedgerEntry.fromXdrByteArray(xdr));
          };
      if (entry instanceof Account || entry instanceof TrustLine || entry instanceof Offer) {
        reader.require(!reader.in.hasRemaining());
      }
      return entry;
    } catch (BufferUnderflowException | IOException e) {
      throw new IllegalArgumentException("no ledger entry", e);
    }
  }

  private void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("no ledger entry, at byte " + in.position());
    }
  }

  /** One of the numbers from 0 to a largest one, as all tags are. */
  private int tag(int largest) {
    int tag = in.getInt();
    require(tag >= 0 && tag <= largest);
    return tag;
  }

  /** Whether an extension follows, whose tag is its level. */
  private boolean extended(int level) {
    int tag = in.getInt();
    require(tag == 0 || tag == level);
    return tag == level;
  }

  private void end() {
    tag(0);
  }

  private AccountId accountId() {
    tag(0);
    return AccountId.read(in);
  }

  private @Nullable AccountId optionalAccountId() {
    return tag(1) == 0 ? null : accountId();
  }

  private byte[] fixed(int length) {
    require(length >= 0 && length <= in.remaining());
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private byte[] opaque() {
    int length = in.getInt();
    byte[] bytes = fixed(length);
    for (int i = length; i % ALIGNMENT != 0; i++) {
      require(in.get() == 0);
    }
    return bytes;
  }

  private Stamp stamp(int lastModified) {
    if (!extended(1)) {
      return new Stamp(lastModified, false, null);
    }
    AccountId sponsor = optionalAccountId();
    end();
    return new Stamp(lastModified, true, sponsor);
  }

  private Account account(int lastModified) {
    AccountId id = accountId();
    long balance = in.getLong();
    long sequence = in.getLong();
    int subEntries = in.getInt();
    AccountId inflationDestination = optionalAccountId();
    int flags = in.getInt();
    byte[] domain = opaque();
    int t = in.getInt();
    List<Signer> signers = signers();
    Account.Extension extension = Account.Extension.NONE;
    if (extended(1)) {
      long buying = in.getLong();
      long selling = in.getLong();
      extension = new Account.Extension(1, buying, selling, 0, 0, 0, 0);
      if (extended(2)) {
        int sponsored = in.getInt();
        int sponsoring = in.getInt();
        require(in.getInt() == signers.size());
        signers.replaceAll(s -> new Signer(s.key(), s.weight(), optionalAccountId()));
        extension = new Account.Extension(2, buying, selling, sponsored, sponsoring, 0, 0);
        if (extended(3)) {
          end();
          extension =
              new Account.Extension(
                  3, buying, selling, sponsored, sponsoring, in.getInt(), in.getLong());
        }
      }
    }
    return new Account(
        id,
        balance,
        sequence,
        subEntries,
        inflationDestination,
        flags,
        domain.length == 0 ? "" : new String(domain, StandardCharsets.ISO_8859_1),
        new Account.Thresholds(t >>> 24, t >>> 16 & OCTET, t >>> 8 & OCTET, t & OCTET),
        signers,
        extension,
        stamp(lastModified));
  }

  private List<Signer> signers() {
    int count = in.getInt();
    require(count >= 0 && count <= in.remaining());
    List<Signer> signers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SignerKeyType type =
          switch (tag(3)) {
            case 0 -> SignerKeyType.SIGNER_KEY_TYPE_ED25519;
            case 1 -> SignerKeyType.SIGNER_KEY_TYPE_PRE_AUTH_TX;
            case 2 -> SignerKeyType.SIGNER_KEY_TYPE_HASH_X;
            default -> SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD;
          };
      Bytes key = Bytes.of(fixed(HASH_BYTES));
      boolean payload = type == SignerKeyType.SIGNER_KEY_TYPE_ED25519_SIGNED_PAYLOAD;
      SignerKey signer = new SignerKey(type, key, payload ? Bytes.of(opaque()) : null);
      signers.add(new Signer(signer, in.getInt(), null));
    }
    return signers;
  }

  private LineAsset lineAsset() {
    return switch (tag(3)) {
      case 0 -> Asset.lumens();
      case 1 -> new Asset.Credit(Asset.code(fixed(Asset.SHORT_CODE)), false, accountId());
      case 2 -> new Asset.Credit(Asset.code(fixed(Asset.LONG_CODE)), true, accountId());
      default -> new PoolShare(Bytes.of(fixed(HASH_BYTES)));
    };
  }

  private Asset asset() {
    if (lineAsset() instanceof Asset asset) {
      return asset;
    }
    throw new IllegalArgumentException("no ledger entry: pool shares are not traded");
  }

  private TrustLine trustLine(int lastModified) {
    AccountId owner = accountId();
    LineAsset asset = lineAsset();
    long balance = in.getLong();
    long limit = in.getLong();
    int flags = in.getInt();
    TrustLine.Extension extension = TrustLine.Extension.NONE;
    if (extended(1)) {
      long buying = in.getLong();
      long selling = in.getLong();
      extension = new TrustLine.Extension(1, buying, selling, 0);
      if (extended(2)) {
        extension = new TrustLine.Extension(2, buying, selling, in.getInt());
        end();
      }
    }
    return new TrustLine(owner, asset, balance, limit, flags, extension, stamp(lastModified));
  }

  private Offer offer(int lastModified) {
    AccountId seller = accountId();
    long id = in.getLong();
    Asset selling = asset();
    Asset buying = asset();
    long amount = in.getLong();
    Price price = new Price(in.getInt(), in.getInt());
    boolean passive = tag(1) == 1;
    end();
    return new Offer(seller, id, selling, buying, amount, price, passive, stamp(lastModified));
  }
}
