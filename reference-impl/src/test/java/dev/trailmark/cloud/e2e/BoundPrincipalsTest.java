package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.aws;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static dev.trailmark.cloud.e2e.AccessCloud.root;
import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabCloud.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Resource policies mean the very user or role that had the name when they were put. */
class BoundPrincipalsTest {
  private static final String BUCKET = "bound-bucket";
  private static final String EVERY_OBJECT = "arn:aws:s3:::" + BUCKET + "/*";
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a secret");

  @AutoClose private final AccessCloud lab = new AccessCloud();
  private final String account = lab.account.id();
  private final String annArn = "arn:aws:iam::" + account + ":user/ann";
  private final KmsClient rootKms = lab.kms(root(lab.account));
  private final S3Client rootS3 = lab.s3(root(lab.account));
  private AwsCredentials ann;
  private String annId;

  @BeforeEach
  void makeAnn() {
    ann = lab.newUser(lab.account, "ann");
    annId = idOfAnn();
  }

  private String idOfAnn() {
    return lab.iam(root(lab.account)).getUser(r -> r.userName("ann")).user().userId();
  }

  private void makeAnotherAnn() {
    lab.deleteUser(lab.account, "ann");
    ann = lab.newUser(lab.account, "ann");
  }

  private String keyPolicy(String principal) {
    return policy(
        allow(aws("arn:aws:iam::" + account + ":root"), "kms:*", "*"),
        allow(aws(principal), "kms:Encrypt", "*"));
  }

  private String bucketPolicy(String principal) {
    return policy(allow(aws(principal), "s3:GetObject", EVERY_OBJECT));
  }

  @Test
  void aKeyPolicyDoesNotMeanAUserMadeAnew() {
    String keyId = rootKms.createKey(r -> r.policy(keyPolicy(annArn))).keyMetadata().keyId();
    lab.kms(ann).encrypt(r -> r.keyId(keyId).plaintext(PLAINTEXT));
    assertThat(rootKms.getKeyPolicy(r -> r.keyId(keyId)).policy()).isEqualTo(keyPolicy(annArn));

    makeAnotherAnn();

    assertThat(message(() -> lab.kms(ann).encrypt(r -> r.keyId(keyId).plaintext(PLAINTEXT))))
        .isEqualTo(
            "User: %s is not authorized to perform: kms:Encrypt on resource:".formatted(annArn)
                + " arn:aws:kms:us-east-1:%s:key/%s because no identity-based policy allows the"
                    .formatted(account, keyId)
                + " kms:Encrypt action");
    String shown = rootKms.getKeyPolicy(r -> r.keyId(keyId)).policy();
    assertThat(shown).isEqualTo(keyPolicy(annId));
    assertThat(message(() -> rootKms.putKeyPolicy(r -> r.keyId(keyId).policy(shown))))
        .isEqualTo("Policy contains a statement with one or more invalid principals.");
    rootKms.putKeyPolicy(r -> r.keyId(keyId).policy(keyPolicy(annArn)));
    lab.kms(ann).encrypt(r -> r.keyId(keyId).plaintext(PLAINTEXT));
  }

  @Test
  void aBucketPolicyDoesNotMeanAUserMadeAnew() {
    rootS3.createBucket(r -> r.bucket(BUCKET));
    rootS3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
    rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(annArn)));
    lab.s3(ann).getObjectAsBytes(r -> r.bucket(BUCKET).key("k"));
    assertThat(rootS3.getBucketPolicy(r -> r.bucket(BUCKET)).policy())
        .isEqualTo(bucketPolicy(annArn));

    makeAnotherAnn();

    assertThat(message(() -> lab.s3(ann).getObjectAsBytes(r -> r.bucket(BUCKET).key("k"))))
        .isEqualTo(
            "User: "
                + annArn
                + " is not authorized to perform: s3:GetObject on resource:"
                + " \"arn:aws:s3:::bound-bucket/k\" because no identity-based policy allows the"
                + " s3:GetObject action");
    String shown = rootS3.getBucketPolicy(r -> r.bucket(BUCKET)).policy();
    assertThat(shown).isEqualTo(bucketPolicy(annId));
    assertThat(message(() -> rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(shown))))
        .isEqualTo("Invalid principal in policy");
    rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(idOfAnn())));
    lab.s3(ann).getObjectAsBytes(r -> r.bucket(BUCKET).key("k"));
    assertThat(rootS3.getBucketPolicy(r -> r.bucket(BUCKET)).policy())
        .isEqualTo(bucketPolicy(annArn));
  }

  @Test
  void aTrustPolicyDoesNotMeanAUserMadeAnew() {
    String trust = policy(allow(aws(annArn), "sts:AssumeRole", null));
    String roleArn =
        lab.iam(root(lab.account))
            .createRole(r -> r.roleName("helper").assumeRolePolicyDocument(trust))
            .role()
            .arn();
    lab.assume(ann, roleArn, null);
    assertThat(trustShown()).isEqualTo(trust);

    makeAnotherAnn();

    assertThat(message(() -> lab.assume(ann, roleArn, null)))
        .isEqualTo(
            "User: "
                + annArn
                + " is not authorized to perform: sts:AssumeRole on resource: "
                + roleArn);
    assertThat(trustShown()).isEqualTo(trust.replace(annArn, annId));
    lab.iam(root(lab.account))
        .updateAssumeRolePolicy(r -> r.roleName("helper").policyDocument(trust));
    lab.assume(ann, roleArn, null);
  }

  private String trustShown() {
    return URLDecoder.decode(
        lab.iam(root(lab.account))
            .getRole(r -> r.roleName("helper"))
            .role()
            .assumeRolePolicyDocument(),
        StandardCharsets.UTF_8);
  }

  @Test
  void aRoleMadeAnewHasNothingOfTheOldOnesAccessAndADenyIsNotInherited() {
    String roleArn = lab.newRole(lab.account, "worker");
    String root = aws("arn:aws:iam::" + account + ":root");
    String keyPolicy =
        policy(allow(root, "kms:*", "*"), AccessCloud.deny(aws(roleArn), "kms:Encrypt", "*"));
    String keyId = rootKms.createKey(r -> r.policy(keyPolicy)).keyMetadata().keyId();
    letAssumeAndEncrypt("worker", roleArn);
    assertThat(
            message(
                () ->
                    lab.kms(lab.assume(ann, roleArn, null))
                        .encrypt(r -> r.keyId(keyId).plaintext(PLAINTEXT))))
        .endsWith("with an explicit deny in a resource-based policy");

    lab.iam(root(lab.account)).deleteRolePolicy(r -> r.roleName("worker").policyName("p"));
    lab.iam(root(lab.account)).deleteRole(r -> r.roleName("worker"));
    lab.newRole(lab.account, "worker");
    letAssumeAndEncrypt("worker", roleArn);

    lab.kms(lab.assume(ann, roleArn, null)).encrypt(r -> r.keyId(keyId).plaintext(PLAINTEXT));
    assertThat(rootKms.getKeyPolicy(r -> r.keyId(keyId)).policy())
        .containsPattern("\"Deny\",\"Principal\":\\{\"AWS\":\"AROA[A-Z0-9]{17}\"}");
  }

  private void letAssumeAndEncrypt(String role, String roleArn) {
    lab.iam(root(lab.account))
        .putRolePolicy(
            r ->
                r.roleName(role)
                    .policyName("p")
                    .policyDocument(policy(allow(null, "kms:Encrypt", "*"))));
    lab.iam(root(lab.account))
        .putUserPolicy(
            r ->
                r.userName("ann")
                    .policyName("p")
                    .policyDocument(policy(allow(null, "sts:AssumeRole", roleArn))));
  }

  @Test
  void anAccountGivenByItsNumberComesBackAsItsRootUsersArn() {
    rootS3.createBucket(r -> r.bucket(BUCKET));
    rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(lab.other.id())));
    String keyId = rootKms.createKey(r -> r.policy(keyPolicy(account))).keyMetadata().keyId();

    assertThat(rootS3.getBucketPolicy(r -> r.bucket(BUCKET)).policy())
        .isEqualTo(bucketPolicy("arn:aws:iam::" + lab.other.id() + ":root"));
    assertThat(rootKms.getKeyPolicy(r -> r.keyId(keyId)).policy())
        .isEqualTo(keyPolicy("arn:aws:iam::" + account + ":root"));
  }

  @Test
  void whoeverAPolicyNamesMustExist() {
    rootS3.createBucket(r -> r.bucket(BUCKET));
    String federated = "arn:aws:sts::" + account + ":federated-user/anyone";
    rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(federated)));

    for (String nobody :
        new String[] {
          "arn:aws:iam::" + account + ":user/nobody",
          "arn:aws:iam::" + account + ":role/nobody",
          "arn:aws:sts::" + account + ":assumed-role/nobody/session",
          "arn:aws:iam::000000000000:root",
          "arn:aws:sts::000000000000:federated-user/anyone",
          "000000000000",
          "AIDAAAAAAAAAAAAAAAAAA"
        }) {
      assertThat(message(() -> rootKms.createKey(r -> r.policy(keyPolicy(nobody)))))
          .as(nobody)
          .isEqualTo("Policy contains a statement with one or more invalid principals.");
      assertThat(
              message(
                  () -> rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(nobody)))))
          .as(nobody)
          .isEqualTo("Invalid principal in policy");
      String trust = policy(allow(aws(nobody), "sts:AssumeRole", null));
      assertThat(
              message(
                  () ->
                      lab.iam(root(lab.account))
                          .createRole(r -> r.roleName("r").assumeRolePolicyDocument(trust))))
          .isEqualTo("Invalid principal in policy: \"AWS\":\"" + nobody + "\"");
    }
    String canonical =
        policy(
            allow("{\"CanonicalUser\":\"" + "0".repeat(64) + "\"}", "s3:GetObject", EVERY_OBJECT));
    assertThat(code(() -> rootS3.putBucketPolicy(r -> r.bucket(BUCKET).policy(canonical))))
        .isEqualTo("MalformedPolicy");
    assertThat(message(() -> rootKms.createKey(r -> r.policy(canonical))))
        .isEqualTo("Policy contains a statement with one or more invalid principals.");
  }
}
