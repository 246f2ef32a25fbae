package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.aws;
import static dev.trailmark.cloud.e2e.AccessCloud.deny;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static dev.trailmark.cloud.e2e.AccessCloud.root;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Policies of resources that name one session of a role, or a federated user. */
class SessionPrincipalsTest {
  private static final String BUCKET = "of-one-session";

  @AutoClose private final AccessCloud cloud = new AccessCloud();

  private AwsCredentials session(AwsCredentials by, String role, String name) {
    return credentials(
        cloud.sts(by).assumeRole(r -> r.roleArn(role).roleSessionName(name)).credentials());
  }

  private static AwsCredentials credentials(Credentials made) {
    return AwsSessionCredentials.create(
        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
  }

  private String sts(String kindAndName) {
    return "arn:aws:sts::" + cloud.account.id() + ":" + kindAndName;
  }

  /** A user who may assume roles, make federated users and use S3. */
  private AwsCredentials ada() {
    AwsCredentials ada = cloud.newUser(cloud.account, "ada");
    cloud
        .iam(root(cloud.account))
        .putUserPolicy(
            r ->
                r.userName("ada")
                    .policyName("p")
                    .policyDocument(
                        policy(
                            allow(null, "sts:AssumeRole", "*"),
                            allow(null, "s3:*", "*"),
                            allow(null, "sts:GetFederationToken", "*"))));
    return ada;
  }

  @Test
  void aTrustPolicyMayNameOneSession() {
    AwsCredentials ada = ada();
    String first = cloud.newRole(cloud.account, "first");
    String next =
        cloud
            .iam(root(cloud.account))
            .createRole(
                r ->
                    r.roleName("next")
                        .assumeRolePolicyDocument(
                            policy(
                                allow(
                                    aws(sts("assumed-role/first/blue")), "sts:AssumeRole", null))))
            .role()
            .arn();

    AwsCredentials blue = session(session(ada, first, "blue"), next, "chained");

    assertThat(cloud.sts(blue).getCallerIdentity().arn())
        .isEqualTo(sts("assumed-role/next/chained"));
    AwsCredentials red = session(ada, first, "red");
    assertThat(LabCloud.message(() -> session(red, next, "chained")))
        .isEqualTo(
            "User: "
                + sts("assumed-role/first/red")
                + " is not authorized to perform: sts:AssumeRole on resource: "
                + next);
  }

  @Test
  void aKeyPolicyMayNameOneSession() {
    AwsCredentials ada = ada();
    String role = cloud.newRole(cloud.account, "reader");
    String key =
        cloud
            .kms(root(cloud.account))
            .createKey(
                r ->
                    r.policy(
                        policy(
                            allow(
                                aws("arn:aws:iam::" + cloud.account.id() + ":root"), "kms:*", "*"),
                            allow(
                                aws(sts("assumed-role/reader/blue")), "kms:GenerateDataKey", "*"))))
            .keyMetadata()
            .arn();

    assertThat(
            cloud
                .kms(session(ada, role, "blue"))
                .generateDataKey(r -> r.keyId(key).keySpec("AES_256"))
                .keyId())
        .isEqualTo(key);
    AwsCredentials red = session(ada, role, "red");
    assertThat(
            LabCloud.message(
                () -> cloud.kms(red).generateDataKey(r -> r.keyId(key).keySpec("AES_256"))))
        .isEqualTo(
            "User: "
                + sts("assumed-role/reader/red")
                + " is not authorized to perform: kms:GenerateDataKey on resource: "
                + key
                + " because no identity-based policy allows the kms:GenerateDataKey action");
  }

  @Test
  void aFederatedUserHasWhatABucketPolicyGivesItBesideItsSessionPolicy() {
    AwsCredentials ada = ada();
    S3Client owner = cloud.s3(root(cloud.account));
    owner.createBucket(r -> r.bucket(BUCKET));
    owner.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("hello"));
    String object = "arn:aws:s3:::" + BUCKET + "/k";
    owner.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(
                    policy(
                        allow(aws(sts("federated-user/bob")), "s3:GetObject", object),
                        deny(aws(sts("federated-user/bob")), "s3:DeleteObject", object))));

    S3Client bob = cloud.s3(federated(ada, "bob"));
    S3Client eve = cloud.s3(federated(ada, "eve"));

    assertThat(bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
        .isEqualTo("hello");
    assertThat(LabCloud.message(() -> eve.getObjectAsBytes(r -> r.bucket(BUCKET).key("k"))))
        .isEqualTo(
            "User: "
                + sts("federated-user/eve")
                + " is not authorized to perform: s3:GetObject on resource: \""
                + object
                + "\" because no session policy allows the s3:GetObject action");
    assertThat(LabCloud.message(() -> bob.deleteObject(r -> r.bucket(BUCKET).key("k"))))
        .isEqualTo(
            "User: "
                + sts("federated-user/bob")
                + " is not authorized to perform: s3:DeleteObject on resource: \""
                + object
                + "\" with an explicit deny in a resource-based policy");
  }

  private AwsCredentials federated(AwsCredentials by, String name) {
    return credentials(cloud.sts(by).getFederationToken(r -> r.name(name)).credentials());
  }
}
