package org.corridor.gateway.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom: the table of the design, as rules. */
final class HouseRules {
  private static final String[] JDK = {"java..", "javax..", "org.jspecify.."};
  private static final String[] LEDGER_API = {"org.corridor.ledger"};

  private HouseRules() {}

  static List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(only("domain", JDK, "org.corridor.domain.."));
    rules.add(only("compliance", JDK, "org.corridor.compliance..", "org.corridor.domain.."));
    rules.add(
        only(
            "anchors",
            JDK,
            "org.corridor.anchors..",
            "org.corridor.domain..",
            LEDGER_API[0],
            "org.stellar.sdk..",
            "okhttp3.."));
    rules.add(ledger());
    rules.add(knowsOnly("adapters", "domain"));
    rules.add(knowsOnly("routes", "domain"));
    rules.add(knowsOnly("dashboard", "domain"));
    rules.add(
        noClasses()
            .that(resideInAnyPackage("org.corridor.."))
            .and(not(resideInAnyPackage("org.corridor.gateway..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.corridor.gateway..")
            .as("nobody knows the gateway"));
    rules.add(springOnlyWhereItLives());
    return rules;
  }

  /** A module without frameworks: everything that it may know is named. */
  private static ArchRule only(String module, String[] common, String... more) {
    return classes()
        .that(resideInAnyPackage("org.corridor." + module + ".."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    Stream.concat(Arrays.stream(common), Arrays.stream(more))
                        .toArray(String[]::new))
                .or(primitivesAndArrays()))
        .as(module + " knows only " + String.join(", ", more) + " and the JDK");
  }

  /** A module with frameworks: of Corridor it knows itself, what is named, and the ledger's API. */
  private static ArchRule knowsOnly(String module, String... known) {
    List<String> allowed = new ArrayList<>(List.of("org.corridor." + module + ".."));
    for (String name : known) {
      allowed.add("org.corridor." + name + "..");
    }
    if (module.equals("adapters")) {
      allowed.addAll(List.of(LEDGER_API));
    }
    return noClasses()
        .that(resideInAnyPackage("org.corridor." + module + ".."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.corridor..")
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .as(module + " knows of Corridor only " + allowed);
  }

  private static ArchRule ledger() {
    return noClasses()
        .that(resideInAnyPackage("org.corridor.ledger.."))
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(JDK))
                .and(not(primitivesAndArrays()))
                .and(
                    not(
                        resideInAnyPackage(
                            "org.corridor.ledger..",
                            "org.stellar.sdk..",
                            "org.bouncycastle..",
                            "com.sun.net.httpserver..",
                            "org.rocksdb..",
                            "io.helidon..",
                            "com.fasterxml.jackson..",
                            "org.slf4j.."))))
        .as(
            "the ledger knows XDR types, Bouncy Castle, its store and its HTTP server, nothing"
                + " else");
  }

  private static ArchRule springOnlyWhereItLives() {
    return noClasses()
        .that(
            resideInAnyPackage(
                "org.corridor.domain..",
                "org.corridor.ledger..",
                "org.corridor.compliance..",
                "org.corridor.anchors.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta.persistence..", "org.hibernate..")
        .as("Spring and JPA live in adapters, routes, dashboard and gateway");
  }

  private static com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass>
      primitivesAndArrays() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "primitives", c -> c.getBaseComponentType().isPrimitive());
  }
}
