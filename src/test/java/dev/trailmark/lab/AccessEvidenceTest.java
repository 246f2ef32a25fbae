package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.TrailRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessEvidenceTest {

  private static final String SIGV4 = "... require AWS Signature Version 4.";

  private static AccessEvidence evidence(Records... records) {
    List<TrailRecord> built = Arrays.stream(records).map(Records::build).toList();
    return new AccessEvidence(built, Records.image());
  }

  private static Records unsigned() {
    return Records.ofImage("GetObject").anonymous();
  }

  private static Records denied() {
    return unsigned().failing("AccessDenied", "Access Denied");
  }

  private static Records forWantOfSigV4() {
    return unsigned().failing("InvalidArgument", SIGV4);
  }

  private static Records madePublic() {
    return Records.ofImage("PutObjectAcl").with("x-amz-acl", "public-read").after(20);
  }

  @Test
  void theLabsOwnOrderProvesBothRefusals() {
    AccessEvidence lab = evidence(denied().after(10), madePublic(), forWantOfSigV4().after(30));

    assertThat(lab.refusedWhilePrivate()).isPresent();
    assertThat(lab.readOncePublic())
        .map(AccessEvidence::outcome)
        .contains(new ReadOutcome(400, "InvalidArgument", SIGV4));
  }

  @Test
  void aDenialAfterTheImageWasMadePublicDoesNotCountAsEarlier() {
    assertThat(evidence(madePublic(), denied().after(30)).refusedWhilePrivate()).isEmpty();
  }

  @Test
  void everythingMayHappenWithinOneSecond() {
    AccessEvidence quick = evidence(denied().after(20), madePublic(), forWantOfSigV4().after(20));

    assertThat(quick.refusedWhilePrivate()).isPresent();
    assertThat(quick.readOncePublic()).isPresent();
  }

  @Test
  void aRefusalWithinTheSecondOfTheChangeIsNotTakenForTheReadThatFollows() {
    AccessEvidence quick = evidence(denied().after(20), madePublic());

    assertThat(quick.readOncePublic()).isEmpty();
    assertThat(quick.refusedOncePublic()).isEmpty();
  }

  @Test
  void aDenialOfThePublicImageOnlyCountsWhereNothingElseIsSeen() {
    AccessEvidence slow = evidence(madePublic(), denied().after(30));

    assertThat(slow.readOncePublic()).isEmpty();
    assertThat(slow.refusedOncePublic())
        .map(AccessEvidence::outcome)
        .contains(new ReadOutcome(403, "AccessDenied", "Access Denied"));
  }

  @Test
  void aReadPresignedWithSignatureVersion2IsNotTheUnsignedRead() {
    Records presigned = Records.ofImage("GetObject").failing("InvalidArgument", SIGV4).after(30);
    AccessEvidence lab = evidence(madePublic(), presigned);

    assertThat(lab.readOncePublic()).isEmpty();
    assertThat(lab.signedRead()).isEmpty();
  }

  @Test
  void withoutThePublicAclNoReadCountsAsPublic() {
    AccessEvidence lab = evidence(denied().after(10), forWantOfSigV4().after(30));

    assertThat(lab.madePublic()).isEmpty();
    assertThat(lab.readOncePublic()).isEmpty();
  }

  @Test
  void aPrivateAclMakesNothingPublic() {
    Records acl = Records.ofImage("PutObjectAcl").with("x-amz-acl", "private");

    assertThat(evidence(acl).madePublic()).isEmpty();
  }

  @Test
  void aPublicReadThatSucceededIsFoundAsSuch() {
    assertThat(evidence(madePublic(), unsigned().after(30)).readOncePublic())
        .map(AccessEvidence::outcome)
        .contains(ReadOutcome.OPENED);
  }

  @Test
  void aSuccessWithinTheSecondOfTheChangeCameAfterIt() {
    AccessEvidence quick = evidence(denied().after(20), madePublic(), unsigned().after(20));

    assertThat(quick.readOncePublic()).map(AccessEvidence::outcome).contains(ReadOutcome.OPENED);
  }

  @Test
  void aRefusalOfAnotherObjectProvesNothing() {
    assertThat(evidence(denied().with("key", "other.png")).refusedWhilePrivate()).isEmpty();
  }

  @Test
  void onlyASuccessfulReadBySomeoneWhoSignedIsASignedRead() {
    assertThat(evidence(Records.ofImage("GetObject")).signedRead()).isPresent();
    assertThat(evidence(unsigned()).signedRead()).isEmpty();
    assertThat(evidence(Records.ofImage("GetObject").failing("AccessDenied", "")).signedRead())
        .isEmpty();
  }
}
