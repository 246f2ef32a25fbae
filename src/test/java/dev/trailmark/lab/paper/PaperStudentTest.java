package dev.trailmark.lab.paper;

import static dev.trailmark.lab.paper.Papers.BUCKET;
import static dev.trailmark.lab.paper.Papers.IMAGE;
import static dev.trailmark.lab.paper.Papers.KEY;
import static dev.trailmark.lab.paper.Papers.KEY_ARN;
import static dev.trailmark.lab.paper.Papers.LOG;
import static dev.trailmark.lab.paper.Papers.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.KeyFacts;
import dev.trailmark.lab.Strength;
import dev.trailmark.lab.TrailFacts;
import org.junit.jupiter.api.Test;

class PaperStudentTest {

  private static final String URL =
      "https://%s.s3.us-east-1.amazonaws.com/%s".formatted(BUCKET, IMAGE);
  private static final String OTHER = "aaaaaaaa-12ab-34cd-56ef-1234567890ab";

  @Test
  void whatOnlyANoteSaysIsClaimed() {
    PaperStudent student =
        new Papers()
            .file("notes.txt", "Key ID: " + KEY + "\nLast modified: 2025-10-27T00:01:14Z\n" + URL)
            .file("key-policy.json", Papers.keyPolicy(ROLE))
            .student();

    Finding<KeyFacts> key = student.key();
    assertThat(key.strength()).isEqualTo(Strength.CLAIMED);
    assertThat(key.source()).isEqualTo("notes.txt:1");
    assertThat(key.value().orElseThrow().symmetric()).isTrue();
    assertThat(student.recordedKeyId().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.image().source()).isEqualTo("notes.txt:3");
    assertThat(student.image().found()).contains("nothing handed in shows how it is encrypted");
    assertThat(student.recordedUploadTime().source()).isEqualTo("notes.txt:2");
    assertThat(student.principal().value()).contains(ROLE);
    assertThat(student.keyPolicy().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.contradictions()).isEmpty();
  }

  @Test
  void whatALogShowsIsWitnessedWithFileAndRecord() {
    PaperStudent student =
        new Papers()
            .file("notes.txt", "Key ID: " + KEY + "\nLast modified: 2025-10-27T00:01:14Z")
            .log(Papers.createKey(), Papers.keyUse(KEY_ARN, BUCKET), Papers.upload(IMAGE))
            .student();

    assertThat(student.key().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(student.key().source()).isEqualTo(LOG + ", record 1, event CreateKey1");
    assertThat(student.keyDescription().value()).contains("KMS Key for S3 data");
    assertThat(student.recordedKeyId().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(student.recordedUploadTime().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(
            student
                .image()
                .value()
                .orElseThrow()
                .encryptedUnder(student.key().value().orElseThrow()))
        .isTrue();
    assertThat(student.keyUse().explanation()).contains("as under a bucket key");
    assertThat(student.uploadRecord().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(student.logsAfterUpload().value().orElseThrow()).containsExactly(LOG);
    assertThat(student.logging().value()).contains(true);
    assertThat(student.principal().value()).contains(ROLE);
    assertThat(student.contradictions()).isEmpty();
  }

  @Test
  void aLogPastedIntoATextIsAClaim() {
    PaperStudent student =
        new Papers()
            .file(
                "report.md",
                "```\n" + Papers.logText(Papers.keyUse(KEY_ARN, BUCKET + "/" + IMAGE)) + "\n```\n")
            .student();

    assertThat(student.key().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.keyUse().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.keyUse().source()).startsWith("report.md:2, record 1");
    assertThat(student.image().value().orElseThrow().key()).isEqualTo(IMAGE);
  }

  @Test
  void aNotedKeyThatTheLogDoesNotShowIsContradictedByIt() {
    PaperStudent student =
        new Papers()
            .file("notes.txt", "Key ID: " + OTHER)
            .log(Papers.keyUse(KEY_ARN, BUCKET), Papers.upload(IMAGE))
            .student();

    assertThat(student.recordedKeyId().strength()).isEqualTo(Strength.CONTRADICTED);
    assertThat(student.recordedKeyId().found()).contains(KEY).contains(LOG);
    assertThat(student.key().value().orElseThrow().id()).isEqualTo(KEY);
  }

  @Test
  void theUseOfAnotherKeyIsNoUseOfTheStudents() {
    ObjectNode alias =
        Papers.record(
            "kms",
            "CreateAlias",
            2,
            "{'aliasName':'alias/myFirstKey','targetKeyId':'%s'}".formatted(OTHER));
    PaperStudent student =
        new Papers().log(alias, Papers.keyUse(KEY_ARN, BUCKET), Papers.upload(IMAGE)).student();

    assertThat(student.key().value().orElseThrow().id()).isEqualTo(OTHER);
    assertThat(student.aliases().value().orElseThrow()).containsExactly("alias/myFirstKey");
    assertThat(student.keyUse().strength()).isEqualTo(Strength.CONTRADICTED);
    assertThat(student.keyUse().explanation())
        .isEqualTo("S3 used key %s for %s, and the student's is %s".formatted(KEY, BUCKET, OTHER));
  }

  @Test
  void underABucketKeyAMissingRecordLeavesTheCheckOpen() {
    PaperStudent student = new Papers().log(Papers.createKey(), Papers.upload(IMAGE)).student();

    assertThatThrownBy(student::keyUse)
        .isInstanceOf(IndeterminateException.class)
        .hasMessageContaining("S3 need not ask KMS again");
  }

  @Test
  void removingAndAddingTheKeyUserIsSeenInTheLog() {
    PaperStudent student =
        new Papers()
            .log(
                Papers.createKey(),
                Papers.putPolicy(300, "arn:aws:iam::111122223333:user/x"),
                Papers.putPolicy(330, ROLE))
            .student();

    assertThat(student.keyPolicyHistory().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(student.keyPolicyHistory().value().orElseThrow().withoutUser(ROLE)).isPresent();
    assertThat(student.keyPolicyHistory().value().orElseThrow().restoring(ROLE)).isPresent();
  }

  @Test
  void onePolicyAloneShowsNoChange() {
    PaperStudent student =
        new Papers()
            .file("notes.txt", "Key ID: " + KEY)
            .file("key-policy.json", Papers.keyPolicy("arn:aws:iam::111122223333:user/x"))
            .student();

    assertThat(student.keyPolicyHistory().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.keyPolicyHistory().explanation()).startsWith("1 version of the key policy");
  }

  @Test
  void exportedPoliciesInOrderClaimAChange() {
    PaperStudent student =
        new Papers()
            .file("notes.txt", "Key ID: " + KEY)
            .file("policy-1.json", Papers.keyPolicy(ROLE))
            .file("policy-2.json", Papers.keyPolicy("arn:aws:iam::111122223333:user/x"))
            .log(Papers.keyUse(KEY_ARN, BUCKET))
            .student();

    assertThat(student.keyPolicyHistory().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(student.keyPolicyHistory().value().orElseThrow().withoutUser(ROLE)).isPresent();
  }

  @Test
  void theTrailIsKnownByWhatWasDoneToIt() {
    ObjectNode start = Papers.record("cloudtrail", "StartLogging", 20, "{'name':'myTrail'}");
    ObjectNode check = Papers.record("s3", "GetBucketAcl", 40, "{'bucketName':'" + BUCKET + "'}");
    check
        .withObjectProperty("userIdentity")
        .put("type", "AWSService")
        .put("invokedBy", "cloudtrail.amazonaws.com");
    PaperStudent student = new Papers().log(start, check).student();

    TrailFacts trail = student.trail().value().orElseThrow();
    assertThat(trail.name()).isEqualTo("myTrail");
    assertThat(trail.bucket()).isEqualTo(BUCKET);
    assertThat(student.trail().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(student.bucketPolicy().value().orElseThrow().write()).isTrue();
  }

  @Test
  void selectorsAndInsightsAreReadFromRecordsAndFromWhatCommandsPrint() {
    ObjectNode selectors =
        Papers.record(
            "cloudtrail",
            "PutEventSelectors",
            30,
            "{'trailName':'myTrail','eventSelectors':[{'readWriteType':'All',"
                + "'includeManagementEvents':true,'dataResources':[{'type':'AWS::S3::Object',"
                + "'values':['arn:aws:s3']}],'excludeManagementEventSources':[]}]}");
    PaperStudent recorded = new Papers().log(selectors).student();
    PaperStudent printed =
        new Papers()
            .file(
                "selectors.json",
                "{\"EventSelectors\":[{\"ReadWriteType\":\"WriteOnly\",\"IncludeManagementEvents\":true,"
                    + "\"DataResources\":[]}]}")
            .file(
                "insights.json",
                "{\"InsightSelectors\":[{\"InsightType\":\"ApiCallRateInsight\"}]}")
            .student();

    assertThat(recorded.selectors().value().orElseThrow().s3Data()).isTrue();
    assertThat(recorded.selectors().value().orElseThrow().management()).isTrue();
    assertThat(recorded.selectors().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(printed.selectors().value().orElseThrow().management()).isFalse();
    assertThat(printed.insights().value().orElseThrow()).containsExactly("ApiCallRateInsight");
    assertThat(printed.insights().strength()).isEqualTo(Strength.CLAIMED);
  }

  @Test
  void readsOfTheImageAreSeenInTheLogAndElseClaimed() {
    ObjectNode refused =
        Papers.record(
            "s3", "GetObject", 100, "{'bucketName':'%s','key':'%s'}".formatted(BUCKET, IMAGE));
    refused.put("errorCode", "AccessDenied").put("errorMessage", "Access Denied");
    refused.putObject("userIdentity").put("type", "AWSAccount").put("accountId", "anonymous");
    PaperStudent logged = new Papers().log(Papers.upload(IMAGE), refused).student();
    PaperStudent told = new Papers().file("notes.txt", "I saw: Access Denied\n" + URL).student();

    assertThat(logged.unsignedReadWhilePrivate().strength()).isEqualTo(Strength.WITNESSED);
    assertThat(logged.unsignedReadWhilePrivate().value().orElseThrow().status()).isEqualTo(403);
    assertThat(told.unsignedReadWhilePrivate().strength()).isEqualTo(Strength.CLAIMED);
    assertThat(told.unsignedReadWhilePrivate().source()).isEqualTo("notes.txt:1");
    assertThat(told.unsignedReadOncePublic().strength()).isEqualTo(Strength.ABSENT);
  }

  @Test
  void whatOpenedTheImageIsPutTogetherAndWhatIsMissingIsNamed() {
    Papers papers =
        new Papers()
            .file("pab.json", "{\"PublicAccessBlockConfiguration\":{\"BlockPublicAcls\":false}}")
            .file(
                "acl.json",
                "{\"Grants\":[{\"Grantee\":{\"URI\":\"http://acs.amazonaws.com/groups/global/AllUsers\"},"
                    + "\"Permission\":\"READ\"}]}")
            .log(Papers.upload(IMAGE));

    assertThat(papers.student().publicAccess().explanation())
        .isEqualTo("nothing handed in shows object ownership");
    papers.file(
        "own.json", "{\"OwnershipControls\":{\"Rules\":[{\"ObjectOwnership\":\"ObjectWriter\"}]}}");
    assertThat(papers.student().publicAccess().value().orElseThrow().publicRead()).isTrue();
    assertThat(papers.student().publicAccess().strength()).isEqualTo(Strength.CLAIMED);
  }

  @Test
  void aTimeWithoutItsZoneIsAsGoodAsNone() {
    PaperStudent student =
        new Papers().file("notes.txt", "Last modified: October 26, 2025, 21:01:14").student();

    assertThat(student.recordedUploadTime().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.recordedUploadTime().explanation()).contains("has no time zone");
    assertThat(student.recordedUploadTime().source()).isEqualTo("notes.txt:1");
  }

  @Test
  void aQuestionIsKnownByItsTextInWhateverOrderItStands() {
    PaperStudent student =
        new Papers()
            .file(
                "quiz.md",
                """
                # Quiz
                Question 1: Which CloudTrail event type would you see for AWS KMS key usage monitoring?
                a) Log events
                b) Management events
                Answer: b
                Question 2
                To maintain an audit trail
                """)
            .student();

    assertThat(student.answer(4).value()).contains("Management events");
    assertThat(student.answer(4).source()).isEqualTo("quiz.md:5");
    assertThat(student.answer(1).strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.answer(2).value()).contains("To maintain an audit trail");
  }

  @Test
  void anEmptyHandoverHasNothing() {
    PaperStudent student = new Papers().student();

    assertThat(student.key().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.image().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.trail().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.keyPolicyHistory().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.logsAfterUpload().strength()).isEqualTo(Strength.ABSENT);
    assertThat(student.contradictions()).isEmpty();
    assertThat(student.fingerprints()).isEmpty();
  }
}
