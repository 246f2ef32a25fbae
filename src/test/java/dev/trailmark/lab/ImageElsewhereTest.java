package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageElsewhereTest {

  private static final ImageElsewhere SEARCH =
      new ImageElsewhere(Records.BUCKET, Records.key(), Optional.empty());

  private static Records upload(String bucket, String key) {
    return Records.of("s3", "PutObject").with("bucketName", bucket).with("key", key);
  }

  private static Records keyUse(String arn) {
    return Records.of("kms", "GenerateDataKey")
        .with("keyId", Records.KEY_ARN)
        .through("AWS Internal")
        .context(arn);
  }

  @Test
  void anImageUploadedIntoAnotherBucketIsTold() {
    Records astray = upload("photos", "eiffel.png");

    assertThat(SEARCH.upload(astray.build())).isTrue();
    assertThat(ImageElsewhere.told(astray.build()))
        .isEqualTo("eiffel.png was uploaded into bucket photos at 2025-10-27T00:01:13Z");
  }

  @Test
  void uploadsIntoTheTrailsBucketOfOtherFilesAndThoseRefusedAreNot() {
    assertThat(SEARCH.upload(upload(Records.BUCKET, "eiffel.png").build())).isFalse();
    assertThat(SEARCH.upload(upload("photos", "notes.txt").build())).isFalse();
    assertThat(SEARCH.upload(upload("photos", "a.png").failing("AccessDenied", "").build()))
        .isFalse();
  }

  @Test
  void aBucketThatWasHandedInIsTheOnlyOneThatMatters() {
    ImageElsewhere search =
        new ImageElsewhere(Records.BUCKET, Records.key(), Optional.of("photos"));

    assertThat(search.upload(upload("photos", "eiffel.png").build())).isTrue();
    assertThat(search.upload(upload("others", "eiffel.png").build())).isFalse();
  }

  @Test
  void theLatestIsToldUnlessAnotherHasTheNameThatWasHandedIn() {
    var early = upload("photos", "eiffel.png").build();
    var late = upload("photos", "tower.png").after(60).build();

    assertThat(SEARCH.latest(List.of(early, late), Optional.empty())).contains(late);
    assertThat(SEARCH.latest(List.of(early, late), Optional.of("eiffel.png"))).contains(early);
    assertThat(SEARCH.latest(List.of(early, late), Optional.of("gone.png"))).contains(late);
    assertThat(SEARCH.latest(List.of(), Optional.of("gone.png"))).isEmpty();
  }

  @Test
  void theUseOfTheStudentsKeyForAnotherBucketTellsToo() {
    Records use = keyUse("arn:aws:s3:::photos/eiffel.png");

    assertThat(SEARCH.keyUse(use.build())).isTrue();
    assertThat(ImageElsewhere.told(use.build()))
        .isEqualTo("S3 used the student's key for s3://photos/eiffel.png at 2025-10-27T00:01:13Z");
    assertThat(SEARCH.keyUse(keyUse("arn:aws:s3:::photos").build())).isTrue();
  }

  @Test
  void theUseOfTheKeyForTheTrailsBucketAndOfAnotherKeyTellNothing() {
    assertThat(SEARCH.keyUse(keyUse("arn:aws:s3:::" + Records.BUCKET).build())).isFalse();
    assertThat(SEARCH.keyUse(keyUse("arn:aws:s3:::" + Records.BUCKET + "/a.png").build()))
        .isFalse();
    assertThat(SEARCH.keyUse(keyUse("arn:aws:s3:::photos").with("keyId", "another").build()))
        .isFalse();
  }
}
