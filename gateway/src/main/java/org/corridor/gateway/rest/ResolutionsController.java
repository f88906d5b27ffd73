package org.corridor.gateway.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.corridor.domain.party.AccountReference;
import org.corridor.domain.party.Beneficiary;
import org.corridor.domain.party.BeneficiaryAddress;
import org.corridor.domain.party.Bic;
import org.corridor.domain.party.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows who will get the money, before any moves. */
@RestController
@RequestMapping("/v1/resolutions")
@Tag(name = "Payments")
final class ResolutionsController {
  private final Directory directory;

  ResolutionsController(Directory directory) {
    this.directory = directory;
  }

  /**
   * A beneficiary's address of one of the four kinds, and his bank.
   *
   * @param bank the BIC of the bank that holds the account
   * @param account an IBAN or another account number
   * @param nameAtBank {@code name*domain}
   * @param nationalId {@code COUNTRY:NUMBER}
   * @param mobile E.164
   */
  record Address(
      @Nullable String bank,
      @Nullable String account,
      @Nullable String nameAtBank,
      @Nullable String nationalId,
      @Nullable String mobile) {}

  /**
   * Who stands behind it.
   *
   * @param name as his bank chooses to show it
   * @param bank his bank
   * @param currency in which the money will be delivered
   */
  record Found(String name, String bank, String currency) {}

  @PostMapping
  @Operation(
      summary = "Resolve a beneficiary's address",
      description = "Exactly one of account, nameAtBank, nationalId (COUNTRY:NUMBER), mobile.")
  Found resolve(@RequestBody Address address) {
    Bic bank = new Bic(Objects.requireNonNullElse(address.bank(), ""));
    Directory.Query query = new Directory.Query(beneficiary(address, bank), bank);
    return switch (directory.resolve(List.of(query)).getFirst()) {
      case Directory.Resolution.Found(Beneficiary found) ->
          new Found(found.shownName(), found.bank().value(), found.currency().getCurrencyCode());
      case Directory.Resolution.NotFound(var code, String explanation) ->
          throw new Problems.Refusal(
              HttpStatus.NOT_FOUND, "no-beneficiary", code + ": " + explanation);
    };
  }

  private static BeneficiaryAddress beneficiary(Address address, Bic bank) {
    long given =
        Stream.of(address.account, address.nameAtBank, address.nationalId, address.mobile)
            .filter(Objects::nonNull)
            .count();
    if (given != 1) {
      throw new Problems.Refusal(
          HttpStatus.BAD_REQUEST,
          "address",
          "Exactly one of account, nameAtBank, nationalId and mobile is needed.");
    }
    if (address.account != null) {
      return new BeneficiaryAddress.AccountAtBank(AccountReference.of(address.account), bank);
    }
    if (address.nameAtBank != null) {
      return BeneficiaryAddress.NameAtBank.parse(address.nameAtBank);
    }
    if (address.mobile != null) {
      return new BeneficiaryAddress.MobileNumber(address.mobile);
    }
    String[] parts = Objects.requireNonNullElse(address.nationalId, "").split(":", 2);
    return new BeneficiaryAddress.NationalId(parts[0], parts.length == 2 ? parts[1] : "");
  }
}
