package org.corridor.domain.message;

import java.util.List;
import org.corridor.domain.payment.CreditTransfer;
import org.jspecify.annotations.Nullable;

/** What a codec made of a message. */
public sealed interface Decoded {
  /**
   * It can be read; its transactions are good or faulty one by one.
   *
   * @param type what it is
   * @param messageId its identification
   * @param transactions in order; at least one
   */
  record Understood(MessageType type, String messageId, List<Transaction> transactions)
      implements Decoded {
    /** Copies the list. */
    public Understood {
      transactions = List.copyOf(transactions);
    }
  }

  /**
   * It cannot be taken as a whole: not well formed, not known, wrong totals.
   *
   * @param type what it seems to be; null when nobody can tell
   * @param messageId its identification, when it could be read
   * @param faults at least one
   */
  record Unreadable(@Nullable MessageType type, @Nullable String messageId, List<Fault> faults)
      implements Decoded {
    /** Copies the list. */
    public Unreadable {
      faults = List.copyOf(faults);
    }
  }

  /** One transaction of a message. */
  sealed interface Transaction {
    /** Valid. */
    record Valid(CreditTransfer transfer) implements Transaction {}

    /**
     * Faulty.
     *
     * @param endToEndId its reference, when it could be read
     * @param uetr its UETR text, when it could be read
     * @param faults at least one
     */
    record Faulty(@Nullable String endToEndId, @Nullable String uetr, List<Fault> faults)
        implements Transaction {
      /** Copies the list. */
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }
}
