package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.evidence.MalformedEvidenceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no list of CloudTrail's keys is refused, and the message says what to do. */
class PublicKeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | keys.json: no PublicKeyList; save the output of aws cloudtrail list-public-keys",
        "[1 | keys.json: not JSON at line 1",
        "{`PublicKeyList`:[{}]} | keys.json: key 1: ",
        "{`PublicKeyList`:[{`Value`:`AAAA`,`Fingerprint`:`a`,`ValidityStartTime`:0,"
            + "`ValidityEndTime`:1}]} | keys.json: key 1: its Value is no RSA public key of PKCS",
        "{`PublicKeyList`:[{`Value`:`AAAA`,`ValidityStartTime`:`monday`}]} | keys.json: key 1: ",
      })
  void whatIsNoListOfKeysIsRefused(String json, String expected) {
    assertThatThrownBy(() -> PublicKeys.parse(json.replace('`', '"'), "keys.json"))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageStartingWith(expected);
  }
}
