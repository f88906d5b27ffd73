package org.corridor.ledger.state;

import static org.corridor.ledger.state.XdrValues.int32;
import static org.corridor.ledger.state.XdrValues.int64;
import static org.corridor.ledger.state.XdrValues.string;
import static org.corridor.ledger.state.XdrValues.text;
import static org.corridor.ledger.state.XdrValues.uint32;
import static org.corridor.ledger.state.XdrValues.uint64;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.AccountEntry;
import org.stellar.sdk.xdr.AccountEntryExtensionV1;
import org.stellar.sdk.xdr.AccountEntryExtensionV2;
import org.stellar.sdk.xdr.AccountEntryExtensionV3;
import org.stellar.sdk.xdr.ClaimableBalanceEntry;
import org.stellar.sdk.xdr.ClaimableBalanceEntryExtensionV1;
import org.stellar.sdk.xdr.DataEntry;
import org.stellar.sdk.xdr.DataValue;
import org.stellar.sdk.xdr.ExtensionPoint;
import org.stellar.sdk.xdr.Int64;
import org.stellar.sdk.xdr.LedgerEntry;
import org.stellar.sdk.xdr.LedgerEntryExtensionV1;
import org.stellar.sdk.xdr.LedgerEntryType;
import org.stellar.sdk.xdr.Liabilities;
import org.stellar.sdk.xdr.LiquidityPoolConstantProductParameters;
import org.stellar.sdk.xdr.LiquidityPoolEntry;
import org.stellar.sdk.xdr.LiquidityPoolType;
import org.stellar.sdk.xdr.OfferEntry;
import org.stellar.sdk.xdr.SequenceNumber;
import org.stellar.sdk.xdr.SponsorshipDescriptor;
import org.stellar.sdk.xdr.String32;
import org.stellar.sdk.xdr.String64;
import org.stellar.sdk.xdr.Thresholds;
import org.stellar.sdk.xdr.TimePoint;
import org.stellar.sdk.xdr.TrustLineEntry;
import org.stellar.sdk.xdr.TrustLineEntryExtensionV2;

/** Entries to XDR and back, exactly: what exists of the nested extensions is kept. */
final class EntryXdr {
  private static final int PASSIVE = 1;
  private static final int BYTE = 0xff;

  private EntryXdr() {}

  static LedgerEntry encode(Entry entry) {
    LedgerEntry.LedgerEntryData data = new LedgerEntry.LedgerEntryData();
    switch (entry) {
      case Account account -> {
        data.setDiscriminant(LedgerEntryType.ACCOUNT);
        data.setAccount(account(account));
      }
      case TrustLine line -> {
        data.setDiscriminant(LedgerEntryType.TRUSTLINE);
        data.setTrustLine(trustLine(line));
      }
      case Offer offer -> {
        data.setDiscriminant(LedgerEntryType.OFFER);
        data.setOffer(offer(offer));
      }
      case DataItem item -> {
        data.setDiscriminant(LedgerEntryType.DATA);
        data.setData(dataItem(item));
      }
      case ClaimableBalance balance -> {
        data.setDiscriminant(LedgerEntryType.CLAIMABLE_BALANCE);
        data.setClaimableBalance(claimableBalance(balance));
      }
      case LiquidityPool pool -> {
        data.setDiscriminant(LedgerEntryType.LIQUIDITY_POOL);
        data.setLiquidityPool(pool(pool));
      }
    }
    LedgerEntry xdr = new LedgerEntry();
    xdr.setLastModifiedLedgerSeq(uint32(entry.lastModified()));
    xdr.setData(data);
    xdr.setExt(stamp(entry.stamp()));
    return xdr;
  }

  private static LedgerEntry.LedgerEntryExt stamp(Stamp stamp) {
    LedgerEntry.LedgerEntryExt ext = new LedgerEntry.LedgerEntryExt();
    ext.setDiscriminant(stamp.extended() ? 1 : 0);
    if (stamp.extended()) {
      LedgerEntryExtensionV1 v1 = new LedgerEntryExtensionV1();
      v1.setSponsoringID(sponsor(stamp.sponsor()));
      LedgerEntryExtensionV1.LedgerEntryExtensionV1Ext end =
          new LedgerEntryExtensionV1.LedgerEntryExtensionV1Ext();
      end.setDiscriminant(0);
      v1.setExt(end);
      ext.setV1(v1);
    }
    return ext;
  }

  private static SponsorshipDescriptor sponsor(@Nullable AccountId sponsor) {
    SponsorshipDescriptor descriptor = new SponsorshipDescriptor();
    if (sponsor != null) {
      descriptor.setSponsorshipDescriptor(sponsor.toXdr());
    }
    return descriptor;
  }

  private static AccountEntry account(Account account) {
    AccountEntry xdr = new AccountEntry();
    xdr.setAccountID(account.id().toXdr());
    xdr.setBalance(new Int64(account.balance()));
    xdr.setSeqNum(new SequenceNumber(new Int64(account.sequence())));
    xdr.setNumSubEntries(uint32(account.subEntries()));
    AccountId destination = account.inflationDestination();
    if (destination != null) {
      xdr.setInflationDest(destination.toXdr());
    }
    xdr.setFlags(uint32(account.flags()));
    xdr.setHomeDomain(new String32(string(account.homeDomain())));
    Account.Thresholds t = account.thresholds();
    xdr.setThresholds(
        new Thresholds(
            new byte[] {(byte) t.master(), (byte) t.low(), (byte) t.medium(), (byte) t.high()}));
    List<Signer> signers = account.signers();
    org.stellar.sdk.xdr.Signer[] array = new org.stellar.sdk.xdr.Signer[signers.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = new org.stellar.sdk.xdr.Signer();
      array[i].setKey(signers.get(i).key().toXdr());
      array[i].setWeight(uint32(signers.get(i).weight()));
    }
    xdr.setSigners(array);
    xdr.setExt(accountExtension(account));
    return xdr;
  }

  private static AccountEntry.AccountEntryExt accountExtension(Account account) {
    Account.Extension e = account.extension();
    AccountEntry.AccountEntryExt ext = new AccountEntry.AccountEntryExt();
    ext.setDiscriminant(e.level() == 0 ? 0 : 1);
    if (e.level() == 0) {
      return ext;
    }
    AccountEntryExtensionV1 v1 = new AccountEntryExtensionV1();
    v1.setLiabilities(liabilities(e.buying(), e.selling()));
    AccountEntryExtensionV1.AccountEntryExtensionV1Ext toV2 =
        new AccountEntryExtensionV1.AccountEntryExtensionV1Ext();
    toV2.setDiscriminant(e.level() == 1 ? 0 : 2);
    if (e.level() > 1) {
      toV2.setV2(accountV2(account));
    }
    v1.setExt(toV2);
    ext.setV1(v1);
    return ext;
  }

  private static AccountEntryExtensionV2 accountV2(Account account) {
    Account.Extension e = account.extension();
    AccountEntryExtensionV2 v2 = new AccountEntryExtensionV2();
    v2.setNumSponsored(uint32(e.sponsored()));
    v2.setNumSponsoring(uint32(e.sponsoring()));
    v2.setSignerSponsoringIDs(
        account.signers().stream()
            .map(signer -> sponsor(signer.sponsor()))
            .toArray(SponsorshipDescriptor[]::new));
    AccountEntryExtensionV2.AccountEntryExtensionV2Ext toV3 =
        new AccountEntryExtensionV2.AccountEntryExtensionV2Ext();
    toV3.setDiscriminant(e.level() == 2 ? 0 : 3);
    if (e.level() > 2) {
      AccountEntryExtensionV3 v3 = new AccountEntryExtensionV3();
      ExtensionPoint end = new ExtensionPoint();
      end.setDiscriminant(0);
      v3.setExt(end);
      v3.setSeqLedger(uint32(e.sequenceLedger()));
      v3.setSeqTime(new TimePoint(uint64(e.sequenceTime())));
      toV3.setV3(v3);
    }
    v2.setExt(toV3);
    return v2;
  }

  private static TrustLineEntry trustLine(TrustLine line) {
    TrustLineEntry xdr = new TrustLineEntry();
    xdr.setAccountID(line.owner().toXdr());
    xdr.setAsset(KeyXdr.lineAsset(line.asset()));
    xdr.setBalance(new Int64(line.balance()));
    xdr.setLimit(new Int64(line.limit()));
    xdr.setFlags(uint32(line.flags()));
    TrustLine.Extension e = line.extension();
    TrustLineEntry.TrustLineEntryExt ext = new TrustLineEntry.TrustLineEntryExt();
    ext.setDiscriminant(e.level() == 0 ? 0 : 1);
    if (e.level() > 0) {
      var v1 = new TrustLineEntry.TrustLineEntryExt.TrustLineEntryV1();
      v1.setLiabilities(liabilities(e.buying(), e.selling()));
      var toV2 = new TrustLineEntry.TrustLineEntryExt.TrustLineEntryV1.TrustLineEntryV1Ext();
      toV2.setDiscriminant(e.level() == 1 ? 0 : 2);
      if (e.level() > 1) {
        TrustLineEntryExtensionV2 v2 = new TrustLineEntryExtensionV2();
        v2.setLiquidityPoolUseCount(new org.stellar.sdk.xdr.Int32(e.poolUses()));
        var end = new TrustLineEntryExtensionV2.TrustLineEntryExtensionV2Ext();
        end.setDiscriminant(0);
        v2.setExt(end);
        toV2.setV2(v2);
      }
      v1.setExt(toV2);
      ext.setV1(v1);
    }
    xdr.setExt(ext);
    return xdr;
  }

  /** Encodes an offer, which results of operations show too. */
  static OfferEntry offer(Offer offer) {
    OfferEntry xdr = new OfferEntry();
    xdr.setSellerID(offer.seller().toXdr());
    xdr.setOfferID(new Int64(offer.id()));
    xdr.setSelling(offer.selling().toXdr());
    xdr.setBuying(offer.buying().toXdr());
    xdr.setAmount(new Int64(offer.amount()));
    xdr.setPrice(offer.price().toXdr());
    xdr.setFlags(uint32(offer.passive() ? PASSIVE : 0));
    OfferEntry.OfferEntryExt end = new OfferEntry.OfferEntryExt();
    end.setDiscriminant(0);
    xdr.setExt(end);
    return xdr;
  }

  private static DataEntry dataItem(DataItem item) {
    DataEntry xdr = new DataEntry();
    xdr.setAccountID(item.owner().toXdr());
    xdr.setDataName(new String64(string(item.name())));
    xdr.setDataValue(new DataValue(item.value().toArray()));
    DataEntry.DataEntryExt end = new DataEntry.DataEntryExt();
    end.setDiscriminant(0);
    xdr.setExt(end);
    return xdr;
  }

  private static ClaimableBalanceEntry claimableBalance(ClaimableBalance balance) {
    ClaimableBalanceEntry xdr = new ClaimableBalanceEntry();
    xdr.setBalanceID(KeyXdr.balanceId(balance.id()));
    xdr.setClaimants(
        balance.claimants().stream()
            .map(PredicateXdr::encode)
            .toArray(org.stellar.sdk.xdr.Claimant[]::new));
    xdr.setAsset(balance.asset().toXdr());
    xdr.setAmount(new Int64(balance.amount()));
    var ext = new ClaimableBalanceEntry.ClaimableBalanceEntryExt();
    ext.setDiscriminant(balance.extended() ? 1 : 0);
    if (balance.extended()) {
      ClaimableBalanceEntryExtensionV1 v1 = new ClaimableBalanceEntryExtensionV1();
      v1.setFlags(uint32(balance.flags()));
      var end = new ClaimableBalanceEntryExtensionV1.ClaimableBalanceEntryExtensionV1Ext();
      end.setDiscriminant(0);
      v1.setExt(end);
      ext.setV1(v1);
    }
    xdr.setExt(ext);
    return xdr;
  }

  private static LiquidityPoolEntry pool(LiquidityPool pool) {
    LiquidityPoolConstantProductParameters params = new LiquidityPoolConstantProductParameters();
    params.setAssetA(pool.assetA().toXdr());
    params.setAssetB(pool.assetB().toXdr());
    params.setFee(new org.stellar.sdk.xdr.Int32(pool.fee()));
    var product = new LiquidityPoolEntry.LiquidityPoolEntryBody.LiquidityPoolEntryConstantProduct();
    product.setParams(params);
    product.setReserveA(new Int64(pool.reserveA()));
    product.setReserveB(new Int64(pool.reserveB()));
    product.setTotalPoolShares(new Int64(pool.shares()));
    product.setPoolSharesTrustLineCount(new Int64(pool.lines()));
    LiquidityPoolEntry.LiquidityPoolEntryBody body =
        new LiquidityPoolEntry.LiquidityPoolEntryBody();
    body.setDiscriminant(LiquidityPoolType.LIQUIDITY_POOL_CONSTANT_PRODUCT);
    body.setConstantProduct(product);
    LiquidityPoolEntry xdr = new LiquidityPoolEntry();
    xdr.setLiquidityPoolID(KeyXdr.poolId(pool.id()));
    xdr.setBody(body);
    return xdr;
  }

  static Entry decode(LedgerEntry xdr) {
    LedgerEntry.LedgerEntryExt ext = xdr.getExt();
    boolean extended = ext.getDiscriminant() == 1;
    Stamp stamp =
        new Stamp(
            int32(xdr.getLastModifiedLedgerSeq()),
            extended,
            extended ? sponsor(ext.getV1().getSponsoringID()) : null);
    LedgerEntry.LedgerEntryData data = xdr.getData();
    return switch (data.getDiscriminant()) {
      case ACCOUNT -> account(data.getAccount(), stamp);
      case TRUSTLINE -> trustLine(data.getTrustLine(), stamp);
      case OFFER -> offer(data.getOffer(), stamp);
      case DATA -> {
        DataEntry item = data.getData();
        yield new DataItem(
            AccountId.of(item.getAccountID()),
            text(item.getDataName().getString64()),
            Bytes.of(item.getDataValue().getDataValue()),
            stamp);
      }
      case CLAIMABLE_BALANCE -> claimableBalance(data.getClaimableBalance(), stamp);
      case LIQUIDITY_POOL -> pool(data.getLiquidityPool(), stamp);
      default ->
          throw new IllegalArgumentException("no entry of protocol 19: " + data.getDiscriminant());
    };
  }

  private static Account account(AccountEntry xdr, Stamp stamp) {
    AccountEntryExtensionV1 v1 = xdr.getExt().getDiscriminant() == 1 ? xdr.getExt().getV1() : null;
    AccountEntryExtensionV2 v2 =
        v1 != null && v1.getExt().getDiscriminant() == 2 ? v1.getExt().getV2() : null;
    AccountEntryExtensionV3 v3 =
        v2 != null && v2.getExt().getDiscriminant() == 3 ? v2.getExt().getV3() : null;
    Account.Extension extension =
        new Account.Extension(
            v3 != null ? 3 : v2 != null ? 2 : v1 != null ? 1 : 0,
            v1 == null ? 0 : v1.getLiabilities().getBuying().getInt64(),
            v1 == null ? 0 : v1.getLiabilities().getSelling().getInt64(),
            v2 == null ? 0 : int32(v2.getNumSponsored()),
            v2 == null ? 0 : int32(v2.getNumSponsoring()),
            v3 == null ? 0 : int32(v3.getSeqLedger()),
            v3 == null ? 0 : int64(v3.getSeqTime().getTimePoint()));
    List<Signer> signers = new ArrayList<>();
    for (int i = 0; i < xdr.getSigners().length; i++) {
      org.stellar.sdk.xdr.Signer signer = xdr.getSigners()[i];
      signers.add(
          new Signer(
              SignerKey.of(signer.getKey()),
              int32(signer.getWeight()),
              v2 == null ? null : sponsor(v2.getSignerSponsoringIDs()[i])));
    }
    byte[] t = xdr.getThresholds().getThresholds();
    return new Account(
        AccountId.of(xdr.getAccountID()),
        xdr.getBalance().getInt64(),
        xdr.getSeqNum().getSequenceNumber().getInt64(),
        int32(xdr.getNumSubEntries()),
        xdr.getInflationDest() == null ? null : AccountId.of(xdr.getInflationDest()),
        int32(xdr.getFlags()),
        text(xdr.getHomeDomain().getString32()),
        new Account.Thresholds(t[0] & BYTE, t[1] & BYTE, t[2] & BYTE, t[3] & BYTE),
        signers,
        extension,
        stamp);
  }

  private static TrustLine trustLine(TrustLineEntry xdr, Stamp stamp) {
    var v1 = xdr.getExt().getDiscriminant() == 1 ? xdr.getExt().getV1() : null;
    var v2 = v1 != null && v1.getExt().getDiscriminant() == 2 ? v1.getExt().getV2() : null;
    return new TrustLine(
        AccountId.of(xdr.getAccountID()),
        KeyXdr.lineAsset(xdr.getAsset()),
        xdr.getBalance().getInt64(),
        xdr.getLimit().getInt64(),
        int32(xdr.getFlags()),
        new TrustLine.Extension(
            v2 != null ? 2 : v1 != null ? 1 : 0,
            v1 == null ? 0 : v1.getLiabilities().getBuying().getInt64(),
            v1 == null ? 0 : v1.getLiabilities().getSelling().getInt64(),
            v2 == null ? 0 : v2.getLiquidityPoolUseCount().getInt32()),
        stamp);
  }

  private static Offer offer(OfferEntry xdr, Stamp stamp) {
    return new Offer(
        AccountId.of(xdr.getSellerID()),
        xdr.getOfferID().getInt64(),
        Asset.of(xdr.getSelling()),
        Asset.of(xdr.getBuying()),
        xdr.getAmount().getInt64(),
        Price.of(xdr.getPrice()),
        (int32(xdr.getFlags()) & PASSIVE) != 0,
        stamp);
  }

  private static ClaimableBalance claimableBalance(ClaimableBalanceEntry xdr, Stamp stamp) {
    List<ClaimableBalance.Claimant> claimants = new ArrayList<>();
    for (org.stellar.sdk.xdr.Claimant claimant : xdr.getClaimants()) {
      claimants.add(PredicateXdr.decode(claimant));
    }
    boolean extended = xdr.getExt().getDiscriminant() == 1;
    return new ClaimableBalance(
        Bytes.of(xdr.getBalanceID().getV0().getHash()),
        claimants,
        Asset.of(xdr.getAsset()),
        xdr.getAmount().getInt64(),
        extended,
        extended ? int32(xdr.getExt().getV1().getFlags()) : 0,
        stamp);
  }

  private static LiquidityPool pool(LiquidityPoolEntry xdr, Stamp stamp) {
    var product = xdr.getBody().getConstantProduct();
    return new LiquidityPool(
        Bytes.of(xdr.getLiquidityPoolID().getPoolID().getHash()),
        Asset.of(product.getParams().getAssetA()),
        Asset.of(product.getParams().getAssetB()),
        product.getParams().getFee().getInt32(),
        product.getReserveA().getInt64(),
        product.getReserveB().getInt64(),
        product.getTotalPoolShares().getInt64(),
        product.getPoolSharesTrustLineCount().getInt64(),
        stamp);
  }

  private static @Nullable AccountId sponsor(SponsorshipDescriptor descriptor) {
    return descriptor.getSponsorshipDescriptor() == null
        ? null
        : AccountId.of(descriptor.getSponsorshipDescriptor());
  }

  private static Liabilities liabilities(long buying, long selling) {
    Liabilities liabilities = new Liabilities();
    liabilities.setBuying(new Int64(buying));
    liabilities.setSelling(new Int64(selling));
    return liabilities;
  }
}
