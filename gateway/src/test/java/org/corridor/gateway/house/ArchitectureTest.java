package org.corridor.gateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.corridor.domain.violation.KnowsSpring;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the dependency table of the design on everything that is shipped. */
class ArchitectureTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.corridor");

  @TestFactory
  Stream<DynamicTest> holdsTheDependencyTable() {
    return HouseRules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(SHIPPED)));
  }

  @Test
  void seesEveryModule() {
    for (String module : Sources.MODULES) {
      assertThat(
              SHIPPED.stream().filter(c -> c.getPackageName().startsWith("org.corridor." + module)))
          .as(module)
          .isNotEmpty();
    }
  }

  @Test
  void failsOnADeliberateViolation() {
    JavaClasses violation = new ClassFileImporter().importClasses(KnowsSpring.class);
    List<String> broken =
        HouseRules.all().stream()
            .map(rule -> rule.allowEmptyShould(true))
            .filter(rule -> rule.evaluate(violation).hasViolation())
            .map(ArchRule::getDescription)
            .toList();
    assertThat(broken)
        .anyMatch(rule -> rule.startsWith("domain knows only"))
        .contains("nobody knows the gateway")
        .anyMatch(rule -> rule.startsWith("Spring and JPA live in"));
  }
}
