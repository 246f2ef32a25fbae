package dev.trailmark.cloud.kms.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;

/** What requests call keys. */
class KeyIdentifiersTest {
  private static final String ARN = "arn:aws:kms:us-east-1:111122223333:";

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fake-key-id | Invalid keyId 'fake-key-id'",
        "134f2428cec14b25a1ae9048164dba47 | Invalid keyId '134f2428cec14b25a1ae9048164dba47'",
        "mrk-fake-key-id | Invalid keyId 'mrk-fake-key-id'",
        "134F2428-CEC1-4B25-A1AE-9048164DBA47 | Invalid keyId"
            + " '134F2428-CEC1-4B25-A1AE-9048164DBA47'",
        "134f2428-cec1-4b25-a1ae-9048164dba47 | Key '"
            + ARN
            + "key/134f2428-cec1-4b25-a1ae-9048164dba47' does not exist",
        "mrk-134f2428cec14b25a1ae9048164dba47 | Key '"
            + ARN
            + "key/mrk-134f2428cec14b25a1ae9048164dba47' does not exist",
        ARN
            + "key/134f2428-cec1-4b25-a1ae-9048164dba47 | Key '"
            + ARN
            + "key/134f2428-cec1-4b25-a1ae-9048164dba47' does not exist",
        "arn:aws:kms:us-west-2:111122223333:key/134f2428-cec1-4b25-a1ae-9048164dba47 | Invalid arn"
            + " us-west-2",
        "alias/none | Alias " + ARN + "alias/none is not found.",
        ARN + "alias/none | Alias " + ARN + "alias/none is not found.",
      })
  void whatDoesNotExistIsNotFound(String keyId, String message) {
    ServiceException refused = describing(keyId);

    assertThat(refused.code()).isEqualTo("NotFoundException");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms",
    "arn:aws:s3:us-east-1:111122223333:key/x",
    "arn:aws:kms:us-east-1:111122223333:grant/x"
  })
  void whatIsNoArnOfAKeyIsInvalid(String keyId) {
    assertThat(describing(keyId).code()).isEqualTo("InvalidArnException");
  }

  @Test
  void aKeyIsKnownByItsIdAndItsArnInItsRegionOnly() {
    KeyMetadata key = kms.createKey();

    assertThat(describe(key.keyId())).isEqualTo(key);
    assertThat(describe(key.arn())).isEqualTo(key);
    ServiceException refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            ServiceException.class,
            () ->
                kms.call(
                    kms.admin,
                    "us-west-2",
                    "DescribeKey",
                    DescribeKeyRequest.builder().keyId(key.keyId()).build()));
    assertThat(refused)
        .hasMessage(
            "Key 'arn:aws:kms:us-west-2:111122223333:key/" + key.keyId() + "' does not exist");
  }

  @Test
  void accountsDoNotSeeEachOthersKeys() {
    KeyMetadata mine = kms.createKey();
    KeyMetadata theirs = kms.createKey(kms.stranger, null);

    assertThat(theirs.arn()).contains(KmsFixture.OTHER_ACCOUNT);
    ListKeysResponse listed = kms.call(kms.admin, "ListKeys", ListKeysRequest.builder().build());
    assertThat(listed.keys()).singleElement().extracting("keyArn").isEqualTo(mine.arn());
    assertThat(describing(theirs.keyId()).code()).isEqualTo("NotFoundException");
  }

  @Test
  void listingShowsEachKeyOnce() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 25; i++) {
      made.add(kms.createKey().keyId());
    }
    Set<String> listed = new HashSet<>();
    String marker = null;
    int pages = 0;
    do {
      ListKeysResponse page =
          kms.call(
              kms.admin, "ListKeys", ListKeysRequest.builder().limit(10).marker(marker).build());
      page.keys().forEach(entry -> assertThat(listed.add(entry.keyId())).isTrue());
      marker = page.nextMarker();
      assertThat(page.truncated()).isEqualTo(marker != null);
      pages++;
    } while (marker != null);

    assertThat(listed).isEqualTo(made);
    assertThat(pages).isEqualTo(3);
    assertThat(
            kms.refusal(kms.admin, "ListKeys", ListKeysRequest.builder().limit(1001).build())
                .code())
        .isEqualTo("ValidationException");
    assertThat(kms.refusal(kms.nobody, "ListKeys", ListKeysRequest.builder().build()))
        .hasMessageContaining("kms:ListKeys on resource: * because");
  }

  private KeyMetadata describe(String keyId) {
    DescribeKeyResponse found =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(keyId).build());
    return found.keyMetadata();
  }

  private ServiceException describing(String keyId) {
    return kms.refusal(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(keyId).build());
  }
}
