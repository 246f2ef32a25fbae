package dev.trailmark.cloud.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.operation.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are no policies, refused in the words that users of S3 quote. */
class PostPolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'expiration':'2011-09-13T07:52:58+02:00','conditions':[]}"
            + "|Invalid 'expiration' value: '2011-09-13T07:52:58+02:00'",
        "{'expiration':'2015-10-17 03:15:59 UTC','conditions':[]}"
            + "|Invalid 'expiration' value: '2015-10-17 03:15:59 UTC'",
        "{'Version':'2012-10-17','Id':'x','Statement':[]}|Unexpected: 'statement'",
        "{'expiration':'2027-01-01T00:00:00Z','conditions':[['content-length-range',0,512.0]]}"
            + "|Invalid JSON.",
        "{'expiration':'2027-01-01T00:00:00Z','conditions':[{'acl':null}]}|Invalid JSON.",
        "{'expiration':'2027-01-01T00:00:00Z','conditions':[{'acl':1}]}"
            + "|Invalid Simple-Condition: value must be a string.",
        "{'expiration':'2027-01-01T00:00:00Z','conditions':[[]]}"
            + "|Invalid Condition: missing operation identifier.",
        "{no|Invalid JSON."
      })
  void saysWhatIsWrong(String json, String message) {
    byte[] document = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String sent = Base64.getEncoder().encodeToString(document);

    ServiceException refused =
        catchThrowableOfType(ServiceException.class, () -> PostPolicy.parse(sent));

    assertThat(refused.code()).isEqualTo("InvalidPolicyDocument");
    assertThat(refused).hasMessage("Invalid Policy: " + message);
  }
}
