package org.corridor.compliance.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line, one name and the tokens that are compared. */
class NameFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Société Générale S.A. | societe generale",
        "Łukasz Ørsted-Straße | lukasz orsted strasse",
        "O'Neill, Seán | oneill sean",
        "L.X.C. Aviation Ltd. | lxc aviation",
        "SiemensAG | siemens",
        "McDonald | mcdonald",
        "VladimirPutin | vladimir putin",
        "Ig0r Sech1n | igor sechin",
        "Brigade Forty-Four | brigade 44",
        "Fund 2004-1 | fund 2004 1",
        "Open Joint Stock Company Gazprom | gazprom",
        "Dr. Rami Makhlouf | rami makhlouf",
        "Johnson & Son, Inc. | johnson son",
        "Сергей Лавров | sergei lavrov",
        "محمد بن سلمان | mhmd bn slman",
        "バラク・オバマ | baraku obama",
        "Κυριάκος Μητσοτάκης | kyriakos mitsotakis",
        "Company | company",
      })
  void readsANameIntoTokens(String name, String tokens) {
    assertThat(
            NameForm.of(name).tokens().stream()
                .map(NameForm.Token::text)
                .collect(Collectors.joining(" ")))
        .isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "mohammed, muhammad, 850",
    "putin, pudin, 850",
    "tom, tim, 800",
    "salim, saleem, 700",
    "abdurrahman, abdulrahman, 850",
    "sechin, sehcin, 850",
  })
  void hearsTokensThatSoundAlike(String a, String b, int atLeast) {
    Sound.Rows rows = new Sound.Rows();
    assertThat(Sound.likeness(a, b, 600, rows))
        .isBetween(atLeast, 999)
        .isEqualTo(Sound.likeness(b, a, 600, rows));
  }

  @ParameterizedTest
  @CsvSource({"viktor, vladimir", "estonia, ethiopia", "hafez, rami", "navros, lavrov", "a, b"})
  void tellsOtherTokensApart(String a, String b) {
    assertThat(Sound.likeness(a, b, Alignment.ALIKE_MIN, new Sound.Rows()))
        .isLessThan(Alignment.ALIKE_MIN);
  }
}
