package org.corridor.adapters.settlement;

import java.util.function.Supplier;
import org.corridor.domain.money.Asset;
import org.corridor.domain.party.LedgerAddress;
import org.corridor.domain.settlement.SettlementLedger;
import org.corridor.domain.testing.FakeLedger;
import org.corridor.domain.testing.FakeNetwork;
import org.corridor.domain.testing.Memory;
import org.corridor.domain.testing.Samples;

/** The ledger that the stages' simulation runs on keeps the contract of real ones. */
class FakeLedgerTest implements SettlementLedgerContract {
  private final World world = new FakeWorld();

  @Override
  public World world() {
    return world;
  }

  private static final class FakeWorld implements World {
    private static final String PLENTY = "1000000";

    private final FakeNetwork network = new FakeNetwork();
    private final Memory memory = new Memory();
    private final LedgerAddress alpha = Samples.address(1);
    private final LedgerAddress beta = Samples.address(2);

    FakeWorld() {
      for (Asset asset : new Asset[] {dollar(), euro()}) {
        network.pay(Samples.address(9), alpha, asset, PLENTY, "");
        network.pay(Samples.address(9), beta, asset, PLENTY, "");
      }
    }

    @Override
    public SettlementLedger alpha() {
      return new FakeLedger(network, memory, alpha, CHANNELS);
    }

    @Override
    public SettlementLedger secondAlpha() {
      return new FakeLedger(network, memory, alpha, CHANNELS);
    }

    @Override
    public SettlementLedger beta() {
      return new FakeLedger(network, new Memory(), beta, CHANNELS);
    }

    @Override
    public Asset dollar() {
      return Samples.asset("USD");
    }

    @Override
    public Asset euro() {
      return Samples.asset("EUR");
    }

    @Override
    public LedgerAddress stranger() {
      return Samples.address(3);
    }

    @Override
    public <T> T in(Supplier<T> work) {
      return memory.work().in(work);
    }

    @Override
    public void letTimePass() {
      network.close(alpha().latestClose().plusSeconds(1));
    }
  }
}
