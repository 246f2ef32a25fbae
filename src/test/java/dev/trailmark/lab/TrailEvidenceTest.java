package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.TrailRecord;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TrailEvidenceTest {

  private static final String BUCKET_ARN = "arn:aws:s3:::" + Records.BUCKET;
  private static final String IMAGE_ARN = BUCKET_ARN + "/" + Records.IMAGE;

  private static Records dataKey(String context) {
    return Records.of("kms", "GenerateDataKey")
        .with("keyId", Records.KEY_ARN)
        .context(context)
        .through("AWS Internal");
  }

  private static boolean isKeyUse(Records record) {
    return TrailEvidence.keyUse(Records.key(), Records.image()).test(record.build());
  }

  private static boolean isUpload(Records record) {
    return TrailEvidence.upload(Records.image()).test(record.build());
  }

  @Test
  void aDataKeyFetchedByS3ForTheImageIsAUseOfTheKey() {
    assertThat(isKeyUse(dataKey(IMAGE_ARN))).isTrue();
    assertThat(isKeyUse(dataKey(IMAGE_ARN).through("s3.amazonaws.com"))).isTrue();
  }

  @Test
  void underABucketKeyTheContextNamesTheBucket() {
    Records record = dataKey(BUCKET_ARN);

    assertThat(isKeyUse(record)).isTrue();
    assertThat(TrailEvidence.bucketKey(record.build(), Records.image())).isTrue();
    assertThat(TrailEvidence.bucketKey(dataKey(IMAGE_ARN).build(), Records.image())).isFalse();
  }

  @Test
  void aDataKeyForAnotherObjectIsNoUseForTheImage() {
    assertThat(isKeyUse(dataKey(BUCKET_ARN + "/other.png"))).isFalse();
  }

  @Test
  void aDataKeyThatTheStudentFetchedDirectlyIsNoUseThroughS3() {
    assertThat(isKeyUse(dataKey(IMAGE_ARN).through(""))).isFalse();
  }

  @Test
  void aDataKeyOfAnotherKeyIsNoUseOfThisOne() {
    assertThat(isKeyUse(dataKey(IMAGE_ARN).with("keyId", "another"))).isFalse();
  }

  @Test
  void theCreationOfAKeyIsNoUseOfIt() {
    Records creation = Records.of("kms", "CreateKey").with("keyId", Records.KEY_ID);

    assertThat(isKeyUse(creation)).isFalse();
  }

  @Test
  void anUploadIsThePutObjectAtTheImagesOwnTime() {
    assertThat(isUpload(Records.ofImage("PutObject").after(1))).isTrue();
    assertThat(isUpload(Records.ofImage("PutObject").after(-3600))).isFalse();
    assertThat(isUpload(Records.ofImage("GetObject"))).isFalse();
  }

  @Test
  void aDeniedUploadIsNone() {
    assertThat(isUpload(Records.ofImage("PutObject").failing("AccessDenied", "no"))).isFalse();
  }

  @Test
  void recordsThatProveNothingAreForgotten() {
    Predicate<TrailRecord> about = TrailEvidence.about(Records.key(), Records.image());

    assertThat(about.test(Records.ofImage("PutObject").build())).isTrue();
    assertThat(about.test(dataKey(IMAGE_ARN).build())).isTrue();
    assertThat(about.test(Records.ofImage("PutObject").with("bucketName", "other").build()))
        .isFalse();
    assertThat(about.test(Records.ofImage("PutObject").with("key", "a/log.json.gz").build()))
        .isFalse();
    assertThat(about.test(Records.ofImage("HeadObject").build())).isFalse();
  }
}
