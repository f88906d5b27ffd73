package org.corridor.gateway.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.corridor.domain.money.Money;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Party;
import org.corridor.domain.payment.ChargeBearer;
import org.corridor.domain.payment.CreditTransfer;
import org.corridor.domain.payment.Uetr;

/**
 * Valid, distinct transfers from customers of Alpha Bank to customers of Beta Bank, from a seed.
 */
public final class SampleTransfers {
  /** The sending bank. */
  public static final Bic ALPHA = new Bic("ALPHGB2L");

  private static final int CENTS_MIN = 1_000;
  private static final int CENTS_SPAN = 90_000;
  private static final List<ChargeBearer> BEARERS =
      List.of(ChargeBearer.DEBT, ChargeBearer.CRED, ChargeBearer.SHAR, ChargeBearer.SLEV);
  private static final String[] CURRENCIES = {"USD", "EUR"};

  private final Random random;
  private final LocalDate date;
  private final int customers;
  private final String run;
  private int count;

  /**
   * Makes a source of transfers.
   *
   * @param seed equal seeds give equal transfers
   * @param date the settlement date
   * @param customers how many customers the receiving bank has
   */
  public SampleTransfers(long seed, LocalDate date, int customers) {
    this.random = new Random(seed);
    this.date = date;
    this.customers = customers;
    this.run = Long.toString(seed, 36);
  }

  /** The next transfer: to any customer, so about three of four are converted. */
  public CreditTransfer next() {
    return next(random.nextInt(customers));
  }

  /**
   * The next transfer, converted or not.
   *
   * @param converted whether the beneficiary's account has another currency
   */
  public CreditTransfer next(boolean converted) {
    while (true) {
      int n = random.nextInt(customers);
      boolean differs = !SamplePeople.customer(n).currency().equals(currency());
      if (differs == converted) {
        return next(n);
      }
    }
  }

  private String currency() {
    return CURRENCIES[count % CURRENCIES.length];
  }

  private CreditTransfer next(int customerNumber) {
    SamplePeople.Customer customer = SamplePeople.customer(customerNumber);
    String currency = currency();
    int n = count++;
    BigDecimal amount =
        BigDecimal.valueOf(CENTS_MIN + random.nextInt(CENTS_SPAN), 2)
            .setScale(2, RoundingMode.UNNECESSARY);
    return new CreditTransfer(
        new Uetr(uuid().toString()),
        "M" + run + "-" + n,
        "M" + run + "-" + n,
        "E" + run + "-" + n,
        new Money(amount, Currency.getInstance(currency)),
        date,
        null,
        BEARERS.get(n % BEARERS.size()),
        ALPHA,
        Party.named(SamplePeople.name(7 * n + 3)),
        new AccountReference.IbanAccount(
            SamplePeople.iban("GB", "ALPH000000%08d".formatted(random.nextInt(1000)))),
        ALPHA,
        Party.named(customer.name()),
        customer.address(n),
        SamplePeople.BETA,
        null,
        List.of("Invoice " + n));
  }

  private UUID uuid() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
