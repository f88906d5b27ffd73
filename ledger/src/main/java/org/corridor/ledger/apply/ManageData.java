package org.corridor.ledger.apply;

import java.util.Optional;
import org.corridor.ledger.state.Bytes;
import org.corridor.ledger.state.DataItem;
import org.corridor.ledger.state.Key;
import org.corridor.ledger.state.LedgerTransaction;
import org.corridor.ledger.state.Stamp;
import org.corridor.ledger.state.XdrValues;
import org.jspecify.annotations.Nullable;
import org.stellar.sdk.xdr.ManageDataOp;
import org.stellar.sdk.xdr.ManageDataResult;
import org.stellar.sdk.xdr.ManageDataResultCode;
import org.stellar.sdk.xdr.OperationType;

/** Sets, changes or removes a named value of an account. */
final class ManageData extends OperationFrame {
  private final String name;
  private final @Nullable Bytes value;

  ManageData(Place place, ManageDataOp op) {
    super(place);
    this.name = XdrValues.text(op.getDataName().getString64());
    this.value = op.getDataValue() == null ? null : Bytes.of(op.getDataValue().getDataValue());
  }

  @Override
  Optional<Outcome> malformed() {
    return name.isEmpty() || !Texts.valid(name)
        ? Optional.of(of(ManageDataResultCode.MANAGE_DATA_INVALID_NAME))
        : Optional.empty();
  }

  @Override
  void footprint(LedgerTransaction ledger, Footprint footprint) {
    footprint.entry(ledger, new Key.OfData(source(), name));
  }

  @Override
  Outcome apply(LedgerTransaction ledger) {
    DataItem item = (DataItem) ledger.load(new Key.OfData(source(), name));
    if (value == null) {
      if (item == null) {
        return of(ManageDataResultCode.MANAGE_DATA_NAME_NOT_FOUND);
      }
      Sponsorships.removeOwned(ledger, item, source());
      ledger.remove(item.key());
    } else if (item == null) {
      Sponsorships.Created<DataItem> created =
          Sponsorships.createOwned(
              ledger, new DataItem(source(), name, value, Stamp.NEW), source());
      if (created.reserve() != Sponsorships.Reserve.DONE) {
        return Outcome.of(created.reserve(), of(ManageDataResultCode.MANAGE_DATA_LOW_RESERVE));
      }
      ledger.put(created.entry());
    } else {
      ledger.put(item.withValue(value));
    }
    return of(ManageDataResultCode.MANAGE_DATA_SUCCESS);
  }

  private static Outcome of(ManageDataResultCode code) {
    ManageDataResult result = new ManageDataResult();
    result.setDiscriminant(code);
    return Outcome.of(
        OperationType.MANAGE_DATA, code.getValue(), tr -> tr.setManageDataResult(result));
  }
}
