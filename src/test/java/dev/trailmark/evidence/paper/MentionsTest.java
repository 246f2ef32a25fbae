package dev.trailmark.evidence.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.paper.Mentions.ObjectUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  @ParameterizedTest
  @CsvSource({
    "https://bucket1.s3.us-west-2.amazonaws.com/0-crono.png , bucket1, 0-crono.png, us-west-2",
    "(https://bucket1.s3-us-west-2.amazonaws.com/a/b.jpg), bucket1, a/b.jpg, us-west-2",
    "https://bucket1.s3.amazonaws.com/my%20pic+1.jpg?versionId=x, bucket1, my pic 1.jpg, ''",
    "https://s3.eu-west-1.amazonaws.com/bucket1/a.png., bucket1, a.png, eu-west-1",
    "see s3://bucket1/a.png, bucket1, a.png, ''",
    "http://127.0.0.1:4566/bucket1/a.png, bucket1, a.png, ''",
    "http://bucket1.s3.localhost:4566/a.png, bucket1, a.png, ''",
  })
  void addressesOfObjectsAreTakenApart(String line, String bucket, String key, String region) {
    assertThat(Mentions.urls(line))
        .singleElement()
        .extracting(ObjectUrl::bucket, ObjectUrl::key, ObjectUrl::region)
        .containsExactly(bucket, key, region);
  }

  @Test
  void otherAddressesAreNone() {
    assertThat(Mentions.urls("https://aws.amazon.com/es/s3/ and https://docs.aws.amazon.com/x"))
        .isEmpty();
  }

  @Test
  void keyIdsAreFoundInAnyCase() {
    assertThat(Mentions.keyIds("Key ID: 3D46ABD3-279a-41b2-bcb1-b4b2cdcb76db."))
        .containsExactly("3d46abd3-279a-41b2-bcb1-b4b2cdcb76db");
    assertThat(Mentions.keyIds("mrk-1234abcd12ab34cd56ef1234567890ab")).hasSize(1);
    assertThat(Mentions.keyIds("x3d46abd3-279a-41b2-bcb1-b4b2cdcb76db0")).isEmpty();
  }

  @Test
  void arnsAreTakenApart() {
    assertThat(Mentions.arns("\"arn:aws:kms:us-east-1:111122223333:key/abc\","))
        .singleElement()
        .satisfies(
            arn -> {
              assertThat(arn.region()).isEqualTo("us-east-1");
              assertThat(arn.account()).isEqualTo("111122223333");
              assertThat(arn.resource()).isEqualTo("key/abc");
            });
    assertThat(Mentions.arns("arn:aws:s3:::bucket"))
        .singleElement()
        .satisfies(arn -> assertThat(arn.account()).isEmpty());
  }
}
