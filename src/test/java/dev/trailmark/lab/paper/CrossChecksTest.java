package dev.trailmark.lab.paper;

import static dev.trailmark.lab.paper.Papers.BUCKET;
import static dev.trailmark.lab.paper.Papers.IMAGE;
import static dev.trailmark.lab.paper.Papers.KEY;
import static dev.trailmark.lab.paper.Papers.KEY_ARN;
import static dev.trailmark.lab.paper.Papers.LOG;
import static dev.trailmark.lab.paper.Papers.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.lab.Contradiction;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossChecksTest {

  private static final String USED = LOG + ", record 1, event GenerateDataKey73";

  @Test
  void anotherAccountInThePolicyIsToldWithBothPlaces() {
    Contradiction found =
        only(
            "two accounts",
            new Papers()
                .file("policy.json", Papers.keyPolicy(ROLE).replace(Papers.ACCOUNT, "999999999999"))
                .log(Papers.keyUse(KEY_ARN, BUCKET)));

    assertThat(found.what()).isEqualTo("account 999999999999 and 111122223333");
    assertThat(found.places()).containsExactly("policy.json:1", USED);
  }

  @Test
  void anotherRegionInTheAddressIsTold() {
    Contradiction found =
        only(
            "two regions",
            used("https://%s.s3.us-west-2.amazonaws.com/%s".formatted(BUCKET, IMAGE)));

    assertThat(found.what()).isEqualTo("region us-west-2 and us-east-1");
    assertThat(found.places()).containsExactly("notes.txt:1", USED);
  }

  @Test
  void anotherKeyThanTheNotedOneIsTold() {
    Contradiction found = only("two keys", used("Key ID: aaaaaaaa-12ab-34cd-56ef-1234567890ab"));

    assertThat(found.what()).contains("aaaaaaaa-12ab-34cd-56ef-1234567890ab").contains(KEY);
    assertThat(found.places()).containsExactly("notes.txt:1", USED);
  }

  @Test
  void anotherBucketThanTheLogsIsTold() {
    assertThat(only("two buckets", used("s3://mycloudtrailbucket99/" + IMAGE)).places())
        .containsExactly("notes.txt:1", USED);
  }

  @Test
  void anotherFileThanTheUploadedOneIsTold() {
    Papers papers =
        used("s3://" + BUCKET + "/tower.png").file("b.json", Papers.logText(Papers.upload(IMAGE)));

    assertThat(only("two images", papers).what()).isEqualTo("image tower.png and eiffel.png");
  }

  @Test
  void anotherTimeThanTheLogsIsTold() {
    Papers papers =
        used("Last modified: 2025-10-27T03:01:14Z")
            .file("b.json", Papers.logText(Papers.upload(IMAGE)));

    assertThat(only("two times", papers).what())
        .isEqualTo("uploaded at 2025-10-27T03:01:14Z and at 2025-10-27T00:01:13Z");
  }

  @Test
  void aPolicyForSomebodyElseIsTold() {
    Papers papers =
        new Papers()
            .file(
                "policy.json", Papers.keyPolicy(ROLE).replace("AWSLabsUser-one", "AWSLabsUser-two"))
            .log(Papers.keyUse(KEY_ARN, BUCKET));

    assertThat(only("two students", papers).places()).containsExactly("policy.json:1", USED);
  }

  @Test
  void whatHeadObjectPrintedIsHeldAgainstTheLogToo() {
    Papers papers =
        used("x")
            .file(
                "head.json",
                "{\"LastModified\":\"2025-10-27T09:00:00+00:00\",\"ServerSideEncryption\":\"aws:kms\","
                    + "\"SSEKMSKeyId\":\"arn:aws:kms:eu-west-1:222222222222:key/%s\"}"
                        .formatted("aaaaaaaa-12ab-34cd-56ef-1234567890ab"));

    assertThat(papers.student().contradictions())
        .extracting(Contradiction::kind)
        .containsExactlyInAnyOrder("two accounts", "two regions", "two keys");
  }

  @Test
  void twoAnswersToOneQuestionAreTold() {
    Papers papers = new Papers().file("answers.yaml", "1: B\n").file("quiz.md", "Question 1: C\n");

    assertThat(only("two answers", papers).places()).containsExactly("answers.yaml:1", "quiz.md:1");
  }

  @Test
  void whatAgreesIsNoContradiction() {
    Papers papers =
        used("Key ID: %s\nLast modified: October 26, 2025, 21:01:14 (UTC-03:00)\n%s"
                .formatted(
                    KEY, "https://%s.s3.us-east-1.amazonaws.com/%s".formatted(BUCKET, IMAGE)))
            .file("policy.json", Papers.keyPolicy(ROLE))
            .file("b.json", Papers.logText(Papers.upload(IMAGE)))
            .file("answers.yaml", "1: B\n");

    assertThat(papers.student().contradictions()).isEmpty();
  }

  private static Papers used(String notes) {
    return new Papers().file("notes.txt", notes).log(Papers.keyUse(KEY_ARN, BUCKET));
  }

  private static Contradiction only(String kind, Papers papers) {
    List<Contradiction> found =
        papers.student().contradictions().stream()
            .filter(each -> !each.kind().equals("two students") || kind.equals("two students"))
            .toList();
    assertThat(found).extracting(Contradiction::kind).containsExactly(kind);
    return found.get(0);
  }
}
