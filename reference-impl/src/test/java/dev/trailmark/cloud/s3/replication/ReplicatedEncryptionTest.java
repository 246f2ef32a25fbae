package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.store.Stores;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Replicas have their source's kind of encryption; KMS is asked by the role, in both Regions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicatedEncryptionTest {
  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory());
  private final S3Client east = cloud.east;
  private final S3Client west = cloud.west;
  private String eastKey;
  private String westKey;
  private String source;
  private String target;

  @BeforeAll
  void start() {
    eastKey = cloud.kmsEast.createKey().keyMetadata().arn();
    westKey = cloud.kmsWest.createKey().keyMetadata().arn();
  }

  @BeforeEach
  void twoBuckets() {
    source = cloud.bucket(east);
    target = cloud.bucket(west);
  }

  /** The documented permissions, those of KMS narrowed as the documentation advises. */
  private String role(String contextFrom, String contextTo, String... actionsTo) {
    return cloud.role(
        DOCUMENTED.stripTrailing().replaceFirst("]}$", "")
            + """
            ,{"Effect":"Allow","Action":["kms:Decrypt"],"Resource":"%s",
              "Condition":{"StringLike":{"kms:ViaService":"s3.us-east-1.amazonaws.com",
                "kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::%s"}}},
             {"Effect":"Allow","Action":["%s"],"Resource":"%s",
              "Condition":{"StringLike":{"kms:ViaService":"s3.us-west-2.amazonaws.com",
                "kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::%s"}}}]}
            """
                .formatted(
                    eastKey, contextFrom, String.join("\",\"", actionsTo), westKey, contextTo));
  }

  private void replicate(String role) {
    cloud.replicate(
        source,
        role,
        List.of(
            rule ->
                rule.sourceSelectionCriteria(
                        s -> s.sseKmsEncryptedObjects(k -> k.status("Enabled")))
                    .destination(
                        d ->
                            d.bucket("arn:aws:s3:::" + target)
                                .encryptionConfiguration(e -> e.replicaKmsKeyID(westKey)))));
  }

  private void put(String key, String algorithm, boolean bucketKey) {
    east.putObject(
        r ->
            r.bucket(source)
                .key(key)
                .serverSideEncryption(algorithm)
                .ssekmsKeyId(eastKey)
                .bucketKeyEnabled(bucketKey ? true : null),
        RequestBody.fromString("body"));
    cloud.settle();
  }

  private void assertReplica(String key, String algorithm, Boolean bucketKey) {
    HeadObjectResponse replica = cloud.head(west, target, key);
    assertThat(replica.serverSideEncryptionAsString()).isEqualTo(algorithm);
    assertThat(replica.ssekmsKeyId()).isEqualTo(westKey);
    assertThat(replica.bucketKeyEnabled()).isEqualTo(bucketKey);
    assertThat(replica.eTag()).isEqualTo(cloud.head(east, source, key).eTag());
    assertThat(west.getObjectAsBytes(r -> r.bucket(target).key(key)).asUtf8String())
        .isEqualTo("body");
  }

  @Test
  void withoutTheCriterionObjectsUnderKmsAreNotReplicated() {
    cloud.replicate(source, target);
    put("a", "aws:kms", false);

    assertThat(cloud.status(east, source, "a")).isNull();
    assertThat(west.listObjectsV2(r -> r.bucket(target)).contents()).isEmpty();
  }

  @Test
  void annotationsAreDecryptedAndEncryptedInTheSameWay() {
    String withAnnotations =
        role(source + "/*", target + "/*", "kms:Encrypt").replaceFirst(".*role/", "");
    cloud.iam.putRolePolicy(
        r ->
            r.roleName(withAnnotations)
                .policyName("annotations")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*",
                     "Action":"s3:GetObjectVersionAnnotationForReplication"}]}
                    """));
    replicate(cloud.iam.getRole(r -> r.roleName(withAnnotations)).role().arn());
    put("annotated", "aws:kms", false);
    east.putObjectAnnotation(
        r -> r.bucket(source).key("annotated").annotationName("n"),
        RequestBody.fromString("noted"));
    cloud.settle();

    var replica =
        west.getObjectAnnotationAsBytes(r -> r.bucket(target).key("annotated").annotationName("n"));
    assertThat(replica.asUtf8String()).isEqualTo("noted");
    assertThat(replica.response().serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(replica.response().replicationStatusAsString()).isEqualTo("REPLICA");
  }

  @Test
  void theRoleDecryptsUnderTheSourcesKeyAndEncryptsUnderTheReplicas() {
    replicate(role(source + "/*", target + "/*", "kms:Encrypt"));
    put("a", "aws:kms", false);

    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
    assertReplica("a", "aws:kms", null);
    assertThat(cloud.records("us-east-1", "Decrypt"))
        .anySatisfy(
            record ->
                assertThat(record)
                    .contains("/s3-replication\"", "arn:aws:s3:::" + source + "/a")
                    .contains("\"invokedBy\":\"AWS Internal\""));
    assertThat(cloud.records("us-west-2", "Encrypt"))
        .anySatisfy(
            record ->
                assertThat(record)
                    .contains("/s3-replication\"", "arn:aws:s3:::" + target + "/a", westKey));
  }

  @Test
  void withoutEitherPermissionReplicationFails() {
    replicate(role(source + "/*", target + "/*", "kms:GenerateDataKey"));
    put("a", "aws:kms", false);
    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");

    replicate(role("elsewhere/*", target + "/*", "kms:Encrypt"));
    put("a", "aws:kms", false);
    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");
  }

  @Test
  void aKeyThatIsOfAnotherRegionOrDisabledFails() {
    replicate(role(source + "/*", target + "/*", "kms:Encrypt"));
    cloud.kmsWest.disableKey(r -> r.keyId(westKey));
    put("a", "aws:kms", false);
    cloud.kmsWest.enableKey(r -> r.keyId(westKey));
    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");

    cloud.replicate(
        source,
        cloud.role(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"),
        List.of(
            rule ->
                rule.sourceSelectionCriteria(
                        s -> s.sseKmsEncryptedObjects(k -> k.status("Enabled")))
                    .destination(
                        d ->
                            d.bucket("arn:aws:s3:::" + target)
                                .encryptionConfiguration(e -> e.replicaKmsKeyID(eastKey)))));
    put("a", "aws:kms", false);
    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");
  }

  @Test
  void underABucketKeyTheContextIsTheBucketAndTheKeyIsVerifiedByDecrypt() {
    replicate(role(source, target, "kms:Encrypt"));
    put("a", "aws:kms", true);
    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");

    replicate(role(source, target, "kms:Encrypt", "kms:Decrypt"));
    put("a", "aws:kms", true);
    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
    assertReplica("a", "aws:kms", true);
  }

  @Test
  void bothLayersOfDualEncryptionAreReplicated() {
    replicate(role(source + "/*", target + "/*", "kms:Encrypt"));
    put("a", "aws:kms:dsse", false);

    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
    assertReplica("a", "aws:kms:dsse", null);
  }

  @Test
  void theDestinationsDefaultEncryptionDoesNotCount() {
    west.putBucketEncryption(
        r ->
            r.bucket(target)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                    d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID(westKey)))));
    cloud.replicate(source, target);
    cloud.put(source, "a", "body");
    cloud.settle();

    assertThat(cloud.head(west, target, "a").serverSideEncryptionAsString()).isEqualTo("AES256");
  }

  @Test
  void anObjectUnderTheClientsKeyIsReplicatedAsItIs() throws Exception {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    String key64 = Base64.getEncoder().encodeToString(key);
    String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    byte[] large = new byte[200_000];
    large[150_000] = 7;
    unblock(east, source);
    unblock(west, target);
    cloud.replicate(source, target);
    east.putObject(
        r ->
            r.bucket(source)
                .key("a")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(key64)
                .sseCustomerKeyMD5(md5),
        RequestBody.fromBytes(large));
    cloud.settle();

    assertThat(
            west.getObjectAsBytes(
                    r ->
                        r.bucket(target)
                            .key("a")
                            .sseCustomerAlgorithm("AES256")
                            .sseCustomerKey(key64)
                            .sseCustomerKeyMD5(md5))
                .asByteArray())
        .isEqualTo(large);
  }

  @Test
  void aDestinationThatBlocksClientsKeysGetsNone() throws Exception {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    unblock(east, source);
    cloud.replicate(source, cloud.role(DOCUMENTED), List.of(to(target)));
    String md5 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(key));
    east.putObject(
        r ->
            r.bucket(source)
                .key("a")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(Base64.getEncoder().encodeToString(key))
                .sseCustomerKeyMD5(md5),
        RequestBody.fromString("1"));
    cloud.settle();

    assertThat(west.listObjectsV2(r -> r.bucket(target)).contents()).isEmpty();
  }

  /** New buckets block clients' keys. */
  private static void unblock(S3Client owner, String bucket) {
    owner.putBucketEncryption(
        r ->
            r.bucket(bucket)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                        d -> d.sseAlgorithm("AES256"))
                                    .blockedEncryptionTypes(
                                        b -> b.encryptionTypeWithStrings("NONE")))));
  }
}
