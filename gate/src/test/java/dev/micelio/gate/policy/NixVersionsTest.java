package dev.micelio.gate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NixVersionsTest {

  @ParameterizedTest(name = "{1} is {0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          >=2.8          | 2.8               | true
          >=2.8          | 2.8.0             | true
          >=2.8.0        | 2.8               | true
          >=2.8          | 2.34.7            | true
          >=2.8          | 2.7.9             | false
          >=2.8          | 2.8pre20220101_ab | false
          >=2.8          | 2.8.0-rc1         | false
          >=2.8          | 2.8+deb1          | true
          >=2.8          | 2.9pre20220101    | true
          >2.8           | 2.8.0             | false
          >2.8           | 2.8.1             | true
          <3             | 2.99.99           | true
          <3             | 3                 | false
          <3             | 3pre1             | true
          <=2.8          | 2.8.0.0           | true
          =2.8           | 2.8.0             | true
          =2.8           | 2.8.1             | false
          >=2.18,<2.90   | 2.90.0            | false
          >= 2.18 , < 3  | 2.90.0            | true
          >=2.8          | ''                | false
          >=2.8          | nix 2.34          | false
          >=2.8          | 2.34.7 (Lix)      | false
          >=2.8          | 2..8              | false
          >=2.8          | 9999999999        | false
          >=2.8          | 3.                | false
          """)
  void aVersionIsAllowedWhereEveryBoundHolds(String bounds, String version, boolean allowed) {
    assertThat(Objects.requireNonNull(NixVersions.parse(bounds)).allow(version)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2.8",
        ">=",
        "~2.8",
        ">=2.8,",
        "=>2.8",
        ">=2.8 <3",
        "==2.8",
        ">=2.8,,<3",
        ">1,>1,>1,>1,>1,>1,>1,>1,>1"
      })
  void whatIsNoListOfBoundsIsNone(String text) {
    assertThat(NixVersions.parse(text)).isNull();
  }
}
