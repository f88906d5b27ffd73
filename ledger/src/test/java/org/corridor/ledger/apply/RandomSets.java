package org.corridor.ledger.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.corridor.ledger.LedgerView;
import org.corridor.ledger.NetworkParameters;
import org.corridor.ledger.crypto.Digests;
import org.corridor.ledger.crypto.SignatureSigner;
import org.corridor.ledger.state.AccountId;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.KeyXdr;
import org.stellar.sdk.xdr.CryptoKeyType;
import org.stellar.sdk.xdr.DecoratedSignature;
import org.stellar.sdk.xdr.EnvelopeType;
import org.stellar.sdk.xdr.FeeBumpTransaction;
import org.stellar.sdk.xdr.FeeBumpTransactionEnvelope;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.Memo;
import org.stellar.sdk.xdr.MemoType;
import org.stellar.sdk.xdr.MuxedAccount;
import org.stellar.sdk.xdr.Operation;
import org.stellar.sdk.xdr.PreconditionType;
import org.stellar.sdk.xdr.Preconditions;
import org.stellar.sdk.xdr.SequenceNumber;
import org.stellar.sdk.xdr.Signature;
import org.stellar.sdk.xdr.SignatureHint;
import org.stellar.sdk.xdr.Transaction;
import org.stellar.sdk.xdr.TransactionEnvelope;
import org.stellar.sdk.xdr.TransactionV1Envelope;
import org.stellar.sdk.xdr.Uint256;
import org.stellar.sdk.xdr.Uint32;
import org.stellar.sdk.xdr.XdrUnsignedInteger;

/**
 * Sets of transactions by chance over a few accounts, so that they meet each other: most of them
 * succeed, the rest fail in every way that the operations know. The same seed gives the same sets.
 */
final class RandomSets {
  static final NetworkParameters NETWORK = NetworkParameters.stellar("Random sets");
  private static final int ACCOUNTS = 14;
  private static final int SET_MAX = 24;
  private static final int HINT_LENGTH = 4;
  private static final long FUNDS = 2_000_0000000L;

  private final RandomGenerator random;
  private final SignatureSigner signer = new SignatureSigner();
  private final List<Wallet> wallets = new ArrayList<>();
  private final RandomOperations operations;

  /** A key and the account of its name, if there is one. */
  record Wallet(byte[] seed, AccountId id) {
    static Wallet of(byte[] seed) {
      return new Wallet(
          seed,
          AccountId.of(new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded()));
    }
  }

  RandomSets(RandomGenerator random) {
    this.random = random;
    wallets.add(Wallet.of(NETWORK.networkId()));
    for (int i = 1; i < ACCOUNTS; i++) {
      wallets.add(Wallet.of(Digests.sha256(new byte[] {(byte) i})));
    }
    operations = new RandomOperations(random, wallets.stream().map(Wallet::id).toList());
  }

  List<AccountId> accounts() {
    return wallets.stream().map(Wallet::id).toList();
  }

  /** The first set: most accounts come into being. */
  List<TransactionEnvelope> founding(LedgerView view) {
    List<Operation> creations = new ArrayList<>();
    for (Wallet wallet : wallets.subList(1, ACCOUNTS - 2)) {
      creations.add(RandomOperations.create(wallet.id(), FUNDS));
    }
    Wallet root = wallets.getFirst();
    return List.of(signed(root, sequence(view, root) + 1, creations, List.of(root)));
  }

  /** The second: trust and credit, without which most of what follows would fail. */
  List<TransactionEnvelope> trusting(LedgerView view) {
    List<TransactionEnvelope> set = new ArrayList<>();
    for (Wallet wallet : wallets.subList(3, ACCOUNTS - 2)) {
      List<Operation> list = operations.trustAndReceive(wallet.id());
      set.add(
          signed(
              wallet,
              sequence(view, wallet) + 1,
              list,
              List.of(wallet, wallets.get(1), wallets.get(2))));
    }
    return set;
  }

  /** A set by chance on the state that there is. */
  List<TransactionEnvelope> next(LedgerView view) {
    int size = 1 + random.nextInt(SET_MAX);
    long[] used = new long[wallets.size()];
    List<TransactionEnvelope> set = new ArrayList<>();
    // Some sets are of what can be divided only, some of everything.
    boolean simple = random.nextInt(3) > 0;
    for (int i = 0; i < size; i++) {
      int index = random.nextInt(wallets.size());
      Wallet wallet = wallets.get(index);
      if (view.account(wallet.id()).isEmpty()) {
        continue; // nobody would pay
      }
      boolean wrongSequence = random.nextInt(25) == 0;
      long step = wrongSequence ? 2 : 1;
      long sequence = Math.max(sequence(view, wallet), used[index]) + step;
      used[index] = sequence;
      set.add(transaction(view, wallet, sequence, simple));
    }
    return set;
  }

  private TransactionEnvelope transaction(
      LedgerView view, Wallet wallet, long sequence, boolean simple) {
    int count = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
    List<Operation> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Operation operation = operations.next(view, wallet.id(), simple);
      if (random.nextInt(5) == 0) {
        AccountId other = wallets.get(random.nextInt(wallets.size())).id();
        operation.setSourceAccount(address(other));
      }
      list.add(operation);
    }
    if (!simple && random.nextInt(6) == 0) {
      operations.sponsor(list, wallet.id());
    }
    List<Wallet> signers = new ArrayList<>();
    signers.add(wallet);
    for (Operation operation : list) {
      if (operation.getSourceAccount() != null) {
        AccountId source = AccountId.of(operation.getSourceAccount());
        wallets.stream()
            .filter(one -> one.id().equals(source) && !signers.contains(one))
            .forEach(signers::add);
      }
    }
    int fault = random.nextInt(30);
    if (fault == 0) {
      signers.removeLast();
    } else if (fault == 1) {
      signers.add(wallets.get(random.nextInt(wallets.size())));
    }
    TransactionEnvelope envelope = signed(wallet, sequence, list, signers);
    Wallet payer = wallets.get(random.nextInt(wallets.size()));
    return random.nextInt(8) == 0 && view.account(payer.id()).isPresent()
        ? bumped(envelope, payer)
        : envelope;
  }

  private static long sequence(LedgerView view, Wallet wallet) {
    return view.account(wallet.id()).orElseThrow().sequence();
  }

  static MuxedAccount address(AccountId id) {
    MuxedAccount address = new MuxedAccount();
    address.setDiscriminant(CryptoKeyType.KEY_TYPE_ED25519);
    address.setEd25519(new Uint256(id.toArray()));
    return address;
  }

  private TransactionEnvelope signed(
      Wallet wallet, long sequence, List<Operation> list, List<Wallet> signers) {
    Transaction tx = new Transaction();
    tx.setSourceAccount(address(wallet.id()));
    tx.setFee(new Uint32(new XdrUnsignedInteger(100L * list.size() + random.nextInt(50))));
    tx.setSeqNum(new SequenceNumber(new Int64(sequence)));
    Preconditions none = new Preconditions();
    none.setDiscriminant(PreconditionType.PRECOND_NONE);
    tx.setCond(none);
    Memo memo = new Memo();
    memo.setDiscriminant(MemoType.MEMO_NONE);
    tx.setMemo(memo);
    tx.setOperations(list.toArray(Operation[]::new));
    Transaction.TransactionExt ext = new Transaction.TransactionExt();
    ext.setDiscriminant(0);
    tx.setExt(ext);
    TransactionV1Envelope v1 = new TransactionV1Envelope();
    v1.setTx(tx);
    v1.setSignatures(new DecoratedSignature[0]);
    TransactionEnvelope envelope = new TransactionEnvelope();
    envelope.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_TX);
    envelope.setV1(v1);
    v1.setSignatures(signatures(hashOf(envelope), signers));
    return envelope;
  }

  private TransactionEnvelope bumped(TransactionEnvelope inner, Wallet payer) {
    FeeBumpTransaction tx = new FeeBumpTransaction();
    tx.setFeeSource(address(payer.id()));
    tx.setFee(new Int64(2_000L));
    FeeBumpTransaction.FeeBumpTransactionInnerTx innerTx =
        new FeeBumpTransaction.FeeBumpTransactionInnerTx();
    innerTx.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_TX);
    innerTx.setV1(inner.getV1());
    tx.setInnerTx(innerTx);
    FeeBumpTransaction.FeeBumpTransactionExt ext = new FeeBumpTransaction.FeeBumpTransactionExt();
    ext.setDiscriminant(0);
    tx.setExt(ext);
    FeeBumpTransactionEnvelope bump = new FeeBumpTransactionEnvelope();
    bump.setTx(tx);
    bump.setSignatures(new DecoratedSignature[0]);
    TransactionEnvelope envelope = new TransactionEnvelope();
    envelope.setDiscriminant(EnvelopeType.ENVELOPE_TYPE_TX_FEE_BUMP);
    envelope.setFeeBump(bump);
    bump.setSignatures(signatures(hashOf(envelope), List.of(payer)));
    return envelope;
  }

  private static Bytes hashOf(TransactionEnvelope envelope) {
    return Frame.of(
            new Frame.Network(
                Bytes.of(NETWORK.networkId()),
                new org.corridor.ledger.crypto.SignatureVerifier(),
                NETWORK.baseFee()),
            envelope)
        .hash();
  }

  private DecoratedSignature[] signatures(Bytes hash, List<Wallet> signers) {
    List<DecoratedSignature> signatures = new ArrayList<>();
    for (Wallet wallet : signers) {
      byte[] key = wallet.id().toArray();
      DecoratedSignature signature = new DecoratedSignature();
      signature.setHint(
          new SignatureHint(Arrays.copyOfRange(key, key.length - HINT_LENGTH, key.length)));
      signature.setSignature(new Signature(signer.sign(wallet.seed(), hash.toArray())));
      signatures.add(signature);
    }
    return signatures.toArray(DecoratedSignature[]::new);
  }

  /** All entries as XDR, sorted, to compare states. */
  static List<String> entries(LedgerView view) {
    List<String> entries = new ArrayList<>();
    view.forEach(
        org.corridor.ledger.state.Entry.class,
        entry -> entries.add(KeyXdr.encode(entry.key()) + " " + entry.toXdr()));
    entries.sort(String::compareTo);
    return entries;
  }
}
