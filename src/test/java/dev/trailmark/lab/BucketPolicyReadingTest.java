package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.evidence.MalformedEvidenceException;
import org.junit.jupiter.api.Test;

class BucketPolicyReadingTest {

  private static final String ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/myTrail";
  private static final TrailFacts TRAIL =
      new TrailFacts("myTrail", ARN, Records.BUCKET, "", true, true);

  private static BucketPolicyFacts read(String policy) {
    return BucketPolicyReading.read(policy, TRAIL, Records.ACCOUNT, "s3:GetBucketPolicy");
  }

  @Test
  void theConsolesPolicyLetsTheTrailIn() {
    String policy = LabFiles.bucketPolicy(Records.BUCKET, Records.ACCOUNT, ARN);

    assertThat(read(policy)).isEqualTo(new BucketPolicyFacts(true, true, true));
  }

  @Test
  void aPolicyForAnotherTrailDoesNot() {
    String policy = LabFiles.bucketPolicy(Records.BUCKET, Records.ACCOUNT, ARN + "2");

    assertThat(read(policy)).isEqualTo(new BucketPolicyFacts(false, false, false));
  }

  @Test
  void aPolicyForAnotherAccountLetsTheTrailReadButNotWrite() {
    String policy = LabFiles.bucketPolicy(Records.BUCKET, "444455556666", ARN);

    assertThat(read(policy)).isEqualTo(new BucketPolicyFacts(true, false, false));
  }

  @Test
  void aPolicyWithoutASourceLetsEveryTrailIn() {
    String policy =
        LabFiles.bucketPolicy(Records.BUCKET, Records.ACCOUNT, ARN)
            .replace("AWS:SourceArn", "s3:x-amz-other");

    assertThat(read(policy)).isEqualTo(new BucketPolicyFacts(true, true, false));
  }

  @Test
  void textThatIsNotJsonIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("{"))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageStartingWith("s3:GetBucketPolicy");
  }
}
