package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.ACCOUNT;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.OTHER;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.Stores;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who may replicate: the role's trust, its policies, and those of the destination. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicationRightsTest {
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}]}";

  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory());
  private final S3Client east = cloud.east;
  private final S3Client west = cloud.west;
  private String source;
  private String target;

  @BeforeEach
  void twoBuckets() {
    source = cloud.bucket(east);
    target = cloud.bucket(west);
  }

  private String replicated(String role) {
    cloud.replicate(source, role, List.of(to(target)));
    east.putObject(r -> r.bucket(source).key("a").tagging("k=v"), RequestBody.fromString("body"));
    cloud.settle();
    return cloud.status(east, source, "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:ReplicateObject"
      })
  void withoutAnyOfThePermissionsReplicationFails(String action) {
    assertThat(replicated(cloud.role(DOCUMENTED.replace(action, "s3:GetBucketLocation"))))
        .isEqualTo("FAILED");
    assertThat(west.listObjectVersions(r -> r.bucket(target)).versions()).isEmpty();
  }

  @Test
  void whatHasFailedIsNotTriedAgain() {
    String role = cloud.role(DOCUMENTED.replace("s3:ReplicateObject", "s3:GetBucketLocation"));
    assertThat(replicated(role)).isEqualTo("FAILED");

    cloud.iam.putRolePolicy(
        r ->
            r.roleName(role.substring(role.indexOf('/') + 1))
                .policyName("all")
                .policyDocument(DOCUMENTED));
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");
    cloud.put(source, "a", "again");
    cloud.settle();
    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
  }

  @Test
  void aRoleThatDoesNotTrustS3OrIsNotThereReplicatesNothing() {
    assertThat(replicated(cloud.role("ec2.amazonaws.com", DOCUMENTED))).isEqualTo("FAILED");
    assertThat(replicated("arn:aws:iam::" + ACCOUNT + ":role/nobodys")).isEqualTo("FAILED");
  }

  @Test
  void theTrustPolicyMayNameTheBucketAndItsAccount() {
    String role = cloud.role(DOCUMENTED);
    String name = role.substring(role.indexOf('/') + 1);
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole",
         "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::%s"},
                      "StringEquals":{"aws:SourceAccount":"%s"}}}]}
        """;
    cloud.iam.updateAssumeRolePolicy(
        r -> r.roleName(name).policyDocument(trust.formatted(source, ACCOUNT)));
    assertThat(replicated(role)).isEqualTo("COMPLETED");

    cloud.iam.updateAssumeRolePolicy(
        r -> r.roleName(name).policyDocument(trust.formatted("another", ACCOUNT)));
    assertThat(replicated(role)).isEqualTo("FAILED");
  }

  @Test
  void withoutThePermissionForTagsObjectsAreReplicatedWithoutThem() {
    String role =
        cloud.role(DOCUMENTED.replace("s3:GetObjectVersionTagging", "s3:GetBucketLocation"));
    assertThat(replicated(role)).isEqualTo("COMPLETED");
    assertThat(west.getObjectTagging(r -> r.bucket(target).key("a")).tagSet()).isEmpty();
  }

  @Test
  void tagsNeedNoPermissionOfTheirOwnInTheDestinationButCanBeDeniedThere() {
    String role = cloud.role(DOCUMENTED.replace("s3:ReplicateTags", "s3:GetBucketLocation"));
    assertThat(replicated(role)).isEqualTo("COMPLETED");
    assertThat(west.getObjectTagging(r -> r.bucket(target).key("a")).tagSet()).hasSize(1);

    deny(west, target, "s3:ReplicateTags");
    assertThat(replicated(role)).isEqualTo("COMPLETED");
    assertThat(west.getObjectTagging(r -> r.bucket(target).key("a")).tagSet()).isEmpty();
  }

  @Test
  void theDestinationsPolicyCanDenyAndSeesTheRolesSession() {
    String role = cloud.role(DOCUMENTED);
    deny(west, target, "s3:ReplicateObject");
    assertThat(replicated(role)).isEqualTo("FAILED");

    west.putBucketPolicy(
        r ->
            r.bucket(target)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::%s/*",
                     "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
                     {"Effect":"Deny","Principal":"*",
                     "Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::%s/*",
                     "Condition":{"ArnNotEquals":{"aws:PrincipalArn":"%s"}}}]}
                    """
                        .formatted(target, target, role)));
    assertThat(replicated(role)).isEqualTo("COMPLETED");
  }

  private static void deny(S3Client owner, String bucket, String action) {
    owner.putBucketPolicy(
        r ->
            r.bucket(bucket)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"%s","Resource":"arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(action, bucket)));
  }

  @Test
  void anotherAccountsBucketMustLetTheSourcesAccountIn() {
    target = cloud.bucket(cloud.others);
    String role = cloud.role(DOCUMENTED);
    assertThat(replicated(role)).isEqualTo("FAILED");

    letIn("s3:ReplicateObject");
    assertThat(replicated(role)).isEqualTo("COMPLETED");
    assertThat(cloud.status(cloud.others, target, "a")).isEqualTo("REPLICA");
  }

  private void letIn(String actions) {
    cloud.others.putBucketPolicy(
        r ->
            r.bucket(target)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::%s:root"},
                     "Action":["%s"],"Resource":"arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(ACCOUNT, actions, target)));
  }

  @Test
  void theReplicasOwnerIsTheSourcesUnlessTheRuleOrTheBucketSaysOtherwise() {
    target = cloud.bucket(cloud.others);
    ownership("ObjectWriter");
    letIn("s3:ReplicateObject");
    assertThat(replicated(cloud.role(DOCUMENTED))).isEqualTo("COMPLETED");
    String before = owner();

    ownership("BucketOwnerEnforced");
    assertThat(owner()).isNotEqualTo(before);
    String theirs = owner();

    ownership("ObjectWriter");
    String role = cloud.role(DOCUMENTED);
    assertThat(handedOver(role, OTHER)).as("without permission").isEqualTo("FAILED");
    String more =
        DOCUMENTED.replace(
            "\"s3:ReplicateTags\"", "\"s3:ReplicateTags\",\"s3:ObjectOwnerOverrideToBucketOwner\"");
    assertThat(handedOver(cloud.role(more), OTHER)).as("the role alone").isEqualTo("FAILED");
    letIn("s3:ReplicateObject\",\"s3:ObjectOwnerOverrideToBucketOwner");
    assertThat(handedOver(cloud.role(more), ACCOUNT)).as("another owner").isEqualTo("FAILED");
    assertThat(handedOver(cloud.role(more), OTHER)).isEqualTo("COMPLETED");
    assertThat(owner()).isEqualTo(theirs);
  }

  private void ownership(String setting) {
    cloud.others.putBucketOwnershipControls(
        r -> r.bucket(target).ownershipControls(c -> c.rules(o -> o.objectOwnership(setting))));
  }

  /** As the source's account sees it where it may: the ACL's owner. */
  private String owner() {
    return cloud.others.listObjectVersions(r -> r.bucket(target)).versions().get(0).owner().id();
  }

  private String handedOver(String role, String account) {
    cloud.replicate(
        source,
        role,
        List.of(
            rule ->
                rule.destination(
                    d ->
                        d.bucket("arn:aws:s3:::" + target)
                            .account(account)
                            .accessControlTranslation(t -> t.owner("Destination")))));
    cloud.put(source, "a", "more");
    cloud.settle();
    return cloud.status(east, source, "a");
  }

  @Test
  void theDestinationsPolicyMayDemandAnEncryption() {
    String role = cloud.role(DOCUMENTED);
    west.putBucketPolicy(
        r ->
            r.bucket(target)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::%s/*",
                     "Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"AES256"}}}]}
                    """
                        .formatted(target)));
    assertThat(replicated(role)).isEqualTo("COMPLETED");

    west.deleteBucketPolicy(r -> r.bucket(target));
    west.putBucketPolicy(
        r ->
            r.bucket(target)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::%s/*",
                     "Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}]}
                    """
                        .formatted(target)));
    assertThat(replicated(role)).isEqualTo("FAILED");
  }

  @Test
  void anObjectOfAnotherAccountsIsReplicatedWhereItsAclLetsTheBucketsOwnerReadBoth() {
    east.putBucketOwnershipControls(
        r ->
            r.bucket(source)
                .ownershipControls(c -> c.rules(o -> o.objectOwnership("ObjectWriter"))));
    east.putBucketPolicy(
        r ->
            r.bucket(source)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::%s:root"},
                     "Action":["s3:PutObject","s3:PutObjectAcl"],
                     "Resource":"arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(OTHER, source)));
    cloud.replicate(source, target);
    S3Client writer = cloud.othersIn(Region.US_EAST_1);
    writer.putObject(r -> r.bucket(source).key("closed"), RequestBody.fromString("1"));
    writer.putObject(
        r -> r.bucket(source).key("open").acl("bucket-owner-full-control"),
        RequestBody.fromString("1"));
    cloud.settle();

    assertThat(west.listObjectsV2(r -> r.bucket(target)).contents())
        .singleElement()
        .satisfies(object -> assertThat(object.key()).isEqualTo("open"));
    assertThat(cloud.status(east, source, "open")).isEqualTo("COMPLETED");
  }

  @Test
  void whoPutsAReplicationMustBeAllowedToPassTheRole() {
    String role = cloud.role(DOCUMENTED);
    String user = "passing-" + source;
    cloud.iam.createUser(r -> r.userName(user));
    AccessKey key = cloud.iam.createAccessKey(r -> r.userName(user)).accessKey();
    S3Client client = cloud.s3(key.accessKeyId(), key.secretAccessKey(), Region.US_EAST_1);
    policy(user, "s3:*");
    assertThatThrownBy(() -> cloud.replicate(client, source, role, List.of(to(target))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining(
            "is not authorized to perform: iam:PassRole on resource: \"" + role + "\"")
        .hasMessageContaining("because no identity-based policy allows the iam:PassRole action");

    policy(user, "*");
    cloud.replicate(client, source, role, List.of(to(target)));
    assertThat(east.getBucketReplication(r -> r.bucket(source)).replicationConfiguration().role())
        .isEqualTo(role);
  }

  private void policy(String user, String actions) {
    cloud.iam.putUserPolicy(
        r -> r.userName(user).policyName("p").policyDocument(ALL.formatted(actions)));
  }

  @Test
  void theTrailTellsThatS3AssumesTheRole() {
    String role = cloud.role(DOCUMENTED);
    assertThat(replicated(role)).isEqualTo("COMPLETED");

    String record =
        cloud.records("us-east-1", "AssumeRole").stream()
            .filter(text -> text.contains(role))
            .findFirst()
            .orElseThrow();
    assertThat(record)
        .contains("\"type\":\"AWSService\"", "\"invokedBy\":\"s3.amazonaws.com\"")
        .contains("\"roleSessionName\":\"s3-replication\"");
  }
}
