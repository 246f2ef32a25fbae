package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.operation.ServiceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"myTrail", "abc", "a-b_c.d", "1trail9"})
  void goodNamesPass(String name) {
    assertThatCode(() -> TrailNames.check(name)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ab | Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2"
            + " characters.",
        "-ab | Trail name must starts with a letter or number.",
        "ab- | Trail name must ends with a letter or number.",
        "a b | Trail name or ARN can only contain uppercase letters, lowercase letters, numbers,"
            + " periods (.), hyphens (-), and underscores (_).",
        "a--b | Trail name or ARN can only contain uppercase letters, lowercase letters, numbers,"
            + " periods (.), hyphens (-), and underscores (_).",
        "192.168.5.4 | Trail name must not be in IP address format."
      })
  void badNamesAreRefusedInCloudTrailsWords(String name, String message) {
    assertThatThrownBy(() -> TrailNames.check(name))
        .isInstanceOf(ServiceException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 300})
  void longNamesAreRefusedWithTheirLength(int length) {
    assertThatThrownBy(() -> TrailNames.check("a".repeat(length)))
        .hasMessageContaining("Specified name length: " + length + " characters.");
  }
}
