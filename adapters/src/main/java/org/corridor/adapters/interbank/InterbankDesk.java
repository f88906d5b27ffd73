package org.corridor.adapters.interbank;

import static org.corridor.adapters.interbank.Wire.need;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.corridor.adapters.interbank.AgreementBook.Entry;
import org.corridor.adapters.interbank.Wire.Answered;
import org.corridor.adapters.interbank.Wire.Question;
import org.corridor.adapters.interbank.Wire.Resolved;
import org.corridor.adapters.interbank.Wire.Sheet;
import org.corridor.domain.Malformed;
import org.corridor.domain.ReasonCode;
import org.corridor.domain.compliance.Agreement;
import org.corridor.domain.compliance.Attachment;
import org.corridor.domain.compliance.Letter;
import org.corridor.domain.compliance.Referrals;
import org.corridor.domain.compliance.Referrals.Verdict;
import org.corridor.domain.compliance.Screening;
import org.corridor.domain.compliance.ScreeningDecision;
import org.corridor.domain.compliance.Seals;
import org.corridor.domain.compliance.TravelRule;
import org.corridor.domain.party.AccountReference.OtherAccount;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.BeneficiaryAddress.AccountAtBank;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory;
import org.corridor.domain.party.Directory.Resolution;
import org.corridor.domain.payment.Rejection;
import org.corridor.domain.payment.Uetr;
import org.jspecify.annotations.Nullable;

/**
 * Answers other banks: which account stands behind an address, and whether we agree to a payment.
 * Takes the bytes of a request and gives the bytes of the answer; whatever serves HTTP calls it. A
 * {@link org.corridor.domain.Retryable} that comes out of it is answered with 503.
 */
public final class InterbankDesk {
  /** How long an agreement lasts when not set otherwise. */
  public static final Duration VALIDITY = Duration.ofDays(1);

  private final Seals seals;
  private final Directory directory;
  private final Screening screening;
  private final Referrals referrals;
  private final AgreementBook book;
  private final InstantSource clock;
  private final Duration validity;

  /**
   * Opens the desk.
   *
   * @param seals checks what comes and signs what goes
   * @param directory our own accounts
   * @param screening of the parties, on our own lists
   * @param referrals where held payments go
   * @param book where agreements are kept
   * @param clock for their times
   * @param validity how long an agreement lasts; {@link #VALIDITY} fits most
   */
  public InterbankDesk(
      Seals seals,
      Directory directory,
      Screening screening,
      Referrals referrals,
      AgreementBook book,
      InstantSource clock,
      Duration validity) {
    this.seals = seals;
    this.directory = directory;
    this.screening = screening;
    this.referrals = referrals;
    this.book = book;
    this.clock = clock;
    this.validity = validity;
  }

  /**
   * Answers {@code POST /interbank/v1/resolutions}.
   *
   * @param headers the request's headers by name, case aside; null for those it does not have
   */
  public DeskReply resolutions(Function<String, @Nullable String> headers, byte[] body) {
    return answer(Wire.RESOLUTIONS, headers, body, (sender, bytes) -> resolve(bytes));
  }

  /**
   * Answers {@code POST /interbank/v1/agreements}.
   *
   * @param headers the request's headers by name, case aside; null for those it does not have
   */
  public DeskReply agreements(Function<String, @Nullable String> headers, byte[] body) {
    return answer(Wire.AGREEMENTS, headers, body, this::agree);
  }

  private DeskReply answer(
      String purpose,
      Function<String, @Nullable String> headers,
      byte[] body,
      BiFunction<Bic, byte[], Object> work) {
    if (body.length > Wire.BODY_BYTES_MAX) {
      return DeskReply.problem(413, "body is too large");
    }
    Optional<Letter> letter = LetterHeaders.read(purpose, headers);
    if (letter.isEmpty()) {
      return DeskReply.problem(400, "headers of the letter are missing or malformed");
    }
    return switch (seals.open(purpose, letter.get(), body)) {
      case Seals.Opened.NotGenuine(Seals.Fault why) -> DeskReply.problem(401, why.name());
      case Seals.Opened.Genuine(Bic sender) -> {
        try {
          byte[] reply = Wire.write(work.apply(sender, body));
          yield new DeskReply(
              200, LetterHeaders.write(seals.sealReply(purpose, letter.get(), reply)), reply);
        } catch (Malformed e) {
          yield DeskReply.problem(400, e.rule());
        }
      }
    };
  }

  private Wire.Resolutions resolve(byte[] body) {
    List<@Nullable Question> questions =
        need(Wire.read(body, Wire.Questions.class).queries(), "queries");
    requireBatch(questions.size(), Directory.BATCH_MAX);
    @Nullable Resolved[] answers = new @Nullable Resolved[questions.size()];
    List<Directory.Query> queries = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      try {
        BeneficiaryAddress address = Forms.address(need(questions.get(i), "query"), seals.self());
        queries.add(new Directory.Query(address, seals.self()));
        places.add(i);
      } catch (Malformed e) {
        answers[i] = notFound(e.code(), explanation(e));
      }
    }
    List<Resolution> found = directory.resolve(queries);
    for (int k = 0; k < found.size(); k++) {
      answers[places.get(k)] =
          switch (found.get(k)) {
            case Resolution.Found(Beneficiary b) ->
                new Resolved(
                    b.accountId(),
                    b.shownName(),
                    b.currency().getCurrencyCode(),
                    b.settlementAddress().value(),
                    null,
                    null);
            case Resolution.NotFound(ReasonCode code, String why) -> notFound(code, why);
          };
    }
    return new Wire.Resolutions(Arrays.asList(answers));
  }

  private static Resolved notFound(ReasonCode code, String why) {
    return new Resolved(null, null, null, null, code.name(), why);
  }

  private Wire.Answers agree(Bic sender, byte[] body) {
    List<@Nullable Sheet> sheets =
        need(Wire.read(body, Wire.Attachments.class).attachments(), "attachments");
    requireBatch(sheets.size(), TravelRule.BATCH_MAX);
    Batch batch = new Batch(sheets.size());
    Set<Uetr> payments = new HashSet<>();
    for (int i = 0; i < sheets.size(); i++) {
      try {
        Attachment attachment = Forms.attachment(need(sheets.get(i), "attachment"));
        if (!attachment.sender().sameInstitution(sender)) {
          batch.refuse(i, ReasonCode.AGNT, "sender is not the one who signed");
        } else if (!attachment.receiver().sameInstitution(seals.self())) {
          batch.refuse(i, ReasonCode.AGNT, "receiver is another bank");
        } else if (!payments.add(attachment.uetr())) {
          batch.refuse(i, ReasonCode.AM05, "payment is in the request twice");
        } else {
          batch.open.put(i, attachment);
        }
      } catch (Malformed e) {
        batch.refuse(i, e.code(), explanation(e));
      }
    }
    known(batch, payments);
    resolved(batch);
    screened(batch);
    recorded(batch);
    return new Wire.Answers(Arrays.asList(batch.answers));
  }

  /** What was agreed before gets the same answer, or a conflict. */
  private void known(Batch batch, Set<Uetr> payments) {
    Map<Uetr, Entry> entries = new HashMap<>();
    book.find(payments).forEach(e -> entries.put(e.attachment().uetr(), e));
    Instant now = clock.instant();
    for (int place : batch.places()) {
      Attachment asked = batch.at(place);
      Entry entry = entries.get(asked.uetr());
      if (entry == null) {
        continue;
      }
      if (asked.firstDifference(entry.attachment()).isPresent()
          || entry.agreement().expiresAt().isAfter(now)) {
        settle(batch, place, asked, entry);
      } else {
        // It ran out: everything is looked at anew, and the memo stays the same.
        batch.open.put(place, entry.attachment());
      }
    }
  }

  private static void settle(Batch batch, int place, Attachment asked, Entry kept) {
    Optional<String> difference = asked.firstDifference(kept.attachment());
    if (difference.isPresent()) {
      batch.refuse(place, ReasonCode.AM05, "agreed before with another " + difference.get());
    } else {
      batch.agreed(place, kept);
    }
  }

  private void resolved(Batch batch) {
    List<Integer> places = new ArrayList<>();
    List<Directory.Query> queries = new ArrayList<>();
    for (int place : batch.places()) {
      try {
        OtherAccount account = new OtherAccount(batch.at(place).accountId());
        queries.add(new Directory.Query(new AccountAtBank(account, seals.self()), seals.self()));
        places.add(place);
      } catch (Malformed e) {
        batch.refuse(place, e.code(), explanation(e));
      }
    }
    List<Resolution> found = queries.isEmpty() ? List.of() : directory.resolve(queries);
    for (int k = 0; k < found.size(); k++) {
      int place = places.get(k);
      switch (found.get(k)) {
        case Resolution.NotFound(ReasonCode code, String why) -> batch.refuse(place, code, why);
        case Resolution.Found(Beneficiary b) -> {
          Attachment asked = batch.at(place);
          if (!b.currency().equals(asked.delivered())) {
            batch.refuse(place, ReasonCode.AM03, "account is not in the currency told");
          } else if (!b.settlementAddress().equals(asked.to())) {
            batch.refuse(place, ReasonCode.RC01, "not our account on the ledger");
          }
        }
      }
    }
  }

  private void screened(Batch batch) {
    for (int place : batch.places()) {
      var transfer = asTransfer(batch, place);
      if (transfer == null) {
        continue;
      }
      if (screening.screen(transfer) instanceof ScreeningDecision.Held held) {
        switch (referrals.refer(transfer, held)) {
          case Verdict.Waiting() -> batch.pending(place);
          case Verdict.Denied(Rejection rejection) ->
              batch.refuse(place, rejection.code(), rejection.explanation());
          case Verdict.Released(ScreeningDecision.Cleared cleared) -> {}
        }
      }
    }
  }

  private static org.corridor.domain.payment.@Nullable CreditTransfer asTransfer(
      Batch batch, int place) {
    try {
      return batch.at(place).asTransfer();
    } catch (Malformed e) {
      batch.refuse(place, e.code(), explanation(e));
      return null;
    }
  }

  private void recorded(Batch batch) {
    List<Integer> places = batch.places();
    if (places.isEmpty()) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Entry> fresh =
        places.stream()
            .map(batch::at)
            .map(a -> new Entry(a, new Agreement(a.hash(), now, now.plus(validity))))
            .toList();
    List<Entry> kept = book.recordOrGet(fresh);
    for (int k = 0; k < places.size(); k++) {
      settle(batch, places.get(k), fresh.get(k).attachment(), kept.get(k));
    }
  }

  private static void requireBatch(int size, int max) {
    if (size > max) {
      throw new Malformed("interbank.batch", ReasonCode.AM18, "at most " + max + " in one request");
    }
  }

  private static String explanation(Malformed e) {
    String text = e.getMessage();
    return text == null ? e.rule() : text;
  }

  /** The answers of one request as they come about, and what is still open. */
  private static final class Batch {
    private final @Nullable Answered[] answers;
    private final Map<Integer, Attachment> open = new java.util.TreeMap<>();

    Batch(int size) {
      answers = new @Nullable Answered[size];
    }

    List<Integer> places() {
      return List.copyOf(open.keySet());
    }

    Attachment at(int place) {
      return java.util.Objects.requireNonNull(open.get(place));
    }

    void refuse(int place, ReasonCode code, String why) {
      close(place, new Answered("REFUSED", null, null, null, null, code.name(), why));
    }

    void pending(int place) {
      close(place, new Answered("PENDING", null, null, null, null, null, null));
    }

    void agreed(int place, Entry entry) {
      Agreement agreement = entry.agreement();
      close(
          place,
          new Answered(
              "AGREED",
              agreement.attachmentHash(),
              entry.attachment().salt(),
              agreement.agreedAt().toString(),
              agreement.expiresAt().toString(),
              null,
              null));
    }

    private void close(int place, Answered answer) {
      answers[place] = answer;
      open.remove(place);
    }
  }
}
