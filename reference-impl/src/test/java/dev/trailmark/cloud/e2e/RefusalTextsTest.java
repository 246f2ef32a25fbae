package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.aws;
import static dev.trailmark.cloud.e2e.AccessCloud.deny;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What refusals of KMS and S3 say, whole: which action and resource of a call that needs several,
 * resources in quotes (S3) or not (KMS), calls without a resource, S3 speaking for KMS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot
 *     access denied error messages</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTextsTest {
  private static final String BUCKET = "refusal-texts";
  private static final RequestBody BODY = RequestBody.fromString("x");
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("p");

  @AutoClose private final AccessCloud lab = new AccessCloud();
  private final AwsCredentials root = AccessCloud.root(lab.account);
  private final S3Client owner = lab.s3(root);
  private final KmsClient kms = lab.kms(root);
  private final AwsCredentials ada = lab.newUser(lab.account, "ada");
  private final String me = "arn:aws:iam::" + lab.account.id() + ":user/ada";
  private String key;
  private String second;
  private SdkBytes ciphertext;

  private record Clients(S3Client s3, KmsClient kms) {}

  private interface Request {
    void by(Clients clients);
  }

  @BeforeAll
  void start() {
    owner.createBucket(r -> r.bucket(BUCKET));
    owner.putObject(r -> r.bucket(BUCKET).key("k"), BODY);
    key = kms.createKey().keyMetadata().arn();
    second = kms.createKey().keyMetadata().arn();
    kms.createAlias(r -> r.aliasName("alias/first").targetKeyId(key));
    ciphertext = kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT)).ciphertextBlob();
    owner.putObject(
        r -> r.bucket(BUCKET).key("sealed").serverSideEncryption("aws:kms").ssekmsKeyId(key), BODY);
  }

  private Map<String, Request> requests() {
    return Map.ofEntries(
        Map.entry("list buckets", c -> c.s3.listBuckets()),
        Map.entry("list objects", c -> c.s3.listObjectsV2(r -> r.bucket(BUCKET))),
        Map.entry("get", c -> c.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k"))),
        Map.entry("get sealed", c -> c.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("sealed"))),
        Map.entry(
            "put sealed",
            c ->
                c.s3.putObject(
                    r -> r.bucket(BUCKET).key("n").serverSideEncryption("aws:kms").ssekmsKeyId(key),
                    BODY)),
        Map.entry("copy", c -> copy(c, null)),
        Map.entry("copy and seal", c -> copy(c, key)),
        Map.entry("delete", c -> c.s3.deleteObject(r -> r.bucket(BUCKET).key("k"))),
        Map.entry("put policy", c -> c.s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("{}"))),
        Map.entry("get acl", c -> c.s3.getObjectAcl(r -> r.bucket(BUCKET).key("k"))),
        Map.entry("create bucket", c -> c.s3.createBucket(r -> r.bucket("new-bucket"))),
        Map.entry("encrypt", c -> c.kms.encrypt(r -> r.keyId(key).plaintext(PLAINTEXT))),
        Map.entry(
            "encrypt by alias",
            c -> c.kms.encrypt(r -> r.keyId("alias/first").plaintext(PLAINTEXT))),
        Map.entry("decrypt", c -> c.kms.decrypt(r -> r.ciphertextBlob(ciphertext))),
        Map.entry(
            "decrypt by key", c -> c.kms.decrypt(r -> r.keyId(key).ciphertextBlob(ciphertext))),
        Map.entry(
            "re-encrypt",
            c -> c.kms.reEncrypt(r -> r.ciphertextBlob(ciphertext).destinationKeyId(second))),
        Map.entry("create key", c -> c.kms.createKey(r -> r.description("d"))),
        Map.entry(
            "create and tag key",
            c -> c.kms.createKey(r -> r.tags(Tag.builder().tagKey("a").tagValue("b").build()))),
        Map.entry("list keys", c -> c.kms.listKeys()),
        Map.entry("list aliases", c -> c.kms.listAliases()),
        Map.entry("random", c -> c.kms.generateRandom(r -> r.numberOfBytes(8))),
        Map.entry(
            "create alias", c -> c.kms.createAlias(r -> r.aliasName("alias/new").targetKeyId(key))),
        Map.entry("delete alias", c -> c.kms.deleteAlias(r -> r.aliasName("alias/first"))),
        Map.entry(
            "update alias",
            c -> c.kms.updateAlias(r -> r.aliasName("alias/first").targetKeyId(second))),
        Map.entry("get policy", c -> c.kms.getKeyPolicy(r -> r.keyId(key))));
  }

  private static void copy(Clients c, String keyId) {
    c.s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("k")
                .destinationBucket(BUCKET)
                .destinationKey("copy")
                .serverSideEncryption(keyId == null ? null : "aws:kms")
                .ssekmsKeyId(keyId));
  }

  /** Of a user with some actions allowed, the first that it lacks. */
  @ParameterizedTest
  @CsvSource({
    "list buckets,       ,                              s3:ListAllMyBuckets, -",
    "list objects,       ,                              s3:ListBucket, bucket",
    "get,                ,                              s3:GetObject, bucket/k",
    "get sealed,         s3:*,                          kms:Decrypt, ciphertext",
    "put sealed,         s3:*,                          kms:GenerateDataKey, key",
    "copy,               s3:PutObject,                  s3:GetObject, bucket/k",
    "copy,               s3:GetObject,                  s3:PutObject, bucket/copy",
    "copy and seal,      s3:*,                          kms:GenerateDataKey, key",
    "delete,             s3:GetObject,                  s3:DeleteObject, bucket/k",
    "put policy,         s3:GetBucketPolicy,            s3:PutBucketPolicy, bucket",
    "get acl,            s3:GetObject,                  s3:GetObjectAcl, bucket/k",
    "create bucket,      ,                              s3:CreateBucket, new-bucket",
    "encrypt,            ,                              kms:Encrypt, key",
    "encrypt by alias,   ,                              kms:Encrypt, key",
    "decrypt,            ,                              kms:Decrypt, ciphertext",
    "decrypt by key,     ,                              kms:Decrypt, key",
    "re-encrypt,         ,                              kms:ReEncryptFrom, ciphertext",
    "re-encrypt,         kms:ReEncryptFrom,             kms:ReEncryptTo, second",
    "create key,         ,                              kms:CreateKey, *",
    "create and tag key, kms:CreateKey,                 kms:TagResource, -",
    "list keys,          ,                              kms:ListKeys, *",
    "list aliases,       ,                              kms:ListAliases, *",
    "random,             ,                              kms:GenerateRandom, *",
    "create alias,       ,                              kms:CreateAlias, alias/new",
    "delete alias,       ,                              kms:DeleteAlias, alias/first",
    "update alias,       ,                              kms:UpdateAlias, alias/first",
    "get policy,         kms:PutKeyPolicy,              kms:GetKeyPolicy, key",
  })
  void aMissingAllowanceNamesTheActionAndItsResource(
      String request, String allowed, String action, String resource) {
    adaMay(allowed == null ? List.of() : List.of(allow(null, allowed, "*")));

    assertThat(refusal(request, ada))
        .isEqualTo(
            start(me, action)
                + on(action, resource)
                + " because no identity-based policy allows the "
                + action
                + " action");
  }

  /** Of a user who may do everything but that. */
  @ParameterizedTest
  @CsvSource({
    "list buckets,       s3:ListAllMyBuckets, -",
    "list objects,       s3:ListBucket, bucket",
    "get sealed,         kms:Decrypt, ciphertext",
    "put sealed,         kms:GenerateDataKey, key",
    "re-encrypt,         kms:ReEncryptTo, second",
    "create and tag key, kms:TagResource, -",
    "random,             kms:GenerateRandom, *",
    "create alias,       kms:CreateAlias, alias/new",
  })
  void anIdentityPolicysDenialIsNamed(String request, String action, String resource) {
    adaMay(List.of(allow(null, "*", "*"), deny(null, action, "*")));

    assertThat(refusal(request, ada))
        .isEqualTo(
            start(me, action)
                + on(action, resource)
                + " with an explicit deny in an identity-based policy");
  }

  /** Of a session whose policy allows one action and denies another. */
  @ParameterizedTest
  @CsvSource({
    "get,        s3:GetObject,        bucket/k,   because no session policy allows the s3:GetObject"
        + " action",
    "delete,     s3:DeleteObject,     bucket/k,   with an explicit deny in a session policy",
    "put sealed, kms:GenerateDataKey, key,        because no session policy allows the"
        + " kms:GenerateDataKey action",
    "random,     kms:GenerateRandom,  *,          with an explicit deny in a session policy",
    "list keys,  kms:ListKeys,        *,          because no session policy allows the kms:ListKeys"
        + " action",
  })
  void aSessionPolicyIsNamed(String request, String action, String resource, String reason) {
    adaMay(List.of(allow(null, "*", "*")));
    AwsCredentials session =
        lab.assume(
            ada,
            roleFor("everything"),
            policy(
                allow(null, "s3:PutObject", "*"),
                allow(null, "s3:DeleteObject", "*"),
                deny(null, "s3:DeleteObject", "*"),
                deny(null, "kms:GenerateRandom", "*")));
    String who = "arn:aws:sts::" + lab.account.id() + ":assumed-role/everything/session";

    assertThat(refusal(request, session))
        .isEqualTo(start(who, action) + on(action, resource) + " " + reason);
  }

  private String roleFor(String name) {
    String arn = "arn:aws:iam::" + lab.account.id() + ":role/" + name;
    boolean made =
        lab.iam(root).listRoles().roles().stream().anyMatch(r -> r.roleName().equals(name));
    if (!made) {
      lab.newRole(lab.account, name);
      lab.iam(root)
          .putRolePolicy(
              r -> r.roleName(name).policyName("p").policyDocument(policy(allow(null, "*", "*"))));
    }
    return arn;
  }

  /**
   * Of a user who may do everything within a boundary that allows one action and denies another.
   */
  @ParameterizedTest
  @CsvSource({
    "get,          s3:GetObject,        bucket/k,   because no permissions boundary allows the"
        + " s3:GetObject action",
    "delete,       s3:DeleteObject,     bucket/k,   with an explicit deny in a permissions"
        + " boundary: ",
    "put sealed,   kms:GenerateDataKey, key,        because no permissions boundary allows the"
        + " kms:GenerateDataKey action",
    "random,       kms:GenerateRandom,  *,          with an explicit deny in a permissions"
        + " boundary: ",
    "list buckets, s3:ListAllMyBuckets, -,          because no permissions boundary allows the"
        + " s3:ListAllMyBuckets action",
  })
  void aPermissionsBoundaryIsNamed(String request, String action, String resource, String reason) {
    adaMay(List.of(allow(null, "*", "*")));
    IamClient iam = lab.iam(root);
    String boundary = "arn:aws:iam::" + lab.account.id() + ":policy/fence";
    iam.createPolicy(
        r ->
            r.policyName("fence")
                .policyDocument(
                    policy(
                        allow(null, "s3:PutObject", "*"),
                        allow(null, "s3:DeleteObject", "*"),
                        deny(null, "s3:DeleteObject", "*"),
                        deny(null, "kms:GenerateRandom", "*"))));
    iam.putUserPermissionsBoundary(r -> r.userName("ada").permissionsBoundary(boundary));
    try {
      assertThat(refusal(request, ada))
          .isEqualTo(
              start(me, action)
                  + on(action, resource)
                  + " "
                  + (reason.endsWith(":") ? reason + " " + boundary : reason));
    } finally {
      iam.deleteUserPermissionsBoundary(r -> r.userName("ada"));
      iam.deletePolicy(r -> r.policyArn(boundary));
    }
  }

  /** A bucket's or key's own policy, where it denies and where it is the only one that counts. */
  @ParameterizedTest
  @CsvSource({
    "get,            s3:GetObject, bucket/k,   with an explicit deny in a resource-based policy",
    "list objects,   s3:ListBucket, bucket,    with an explicit deny in a resource-based policy",
    "encrypt,        kms:Encrypt, key,         with an explicit deny in a resource-based policy",
    "decrypt,        kms:Decrypt, ciphertext,  because no resource-based policy allows the"
        + " kms:Decrypt action",
    "decrypt by key, kms:Decrypt, key,         because no resource-based policy allows the"
        + " kms:Decrypt action",
    "get sealed,     kms:Decrypt, ciphertext,  because no resource-based policy allows the"
        + " kms:Decrypt action",
    "put sealed,     kms:GenerateDataKey, key, because no resource-based policy allows the"
        + " kms:GenerateDataKey action",
    "get policy,     kms:GetKeyPolicy, key,    because no resource-based policy allows the"
        + " kms:GetKeyPolicy action",
  })
  void aResourcesPolicyIsNamed(String request, String action, String resource, String reason) {
    adaMay(List.of(allow(null, "*", "*")));
    String hers = aws(me);
    owner.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(
                    policy(
                        deny(hers, "s3:GetObject", "arn:aws:s3:::" + BUCKET + "/k"),
                        deny(hers, "s3:ListBucket", "arn:aws:s3:::" + BUCKET))));
    String rootArn = "arn:aws:iam::" + lab.account.id() + ":root";
    kms.putKeyPolicy(
        r ->
            r.keyId(key)
                .bypassPolicyLockoutSafetyCheck(true)
                .policy(
                    policy(
                        allow(aws(rootArn), "kms:PutKeyPolicy", "*"),
                        deny(hers, "kms:Encrypt", "*"))));
    try {
      assertThat(refusal(request, ada))
          .isEqualTo(start(me, action) + on(action, resource) + " " + reason);
    } finally {
      owner.deleteBucketPolicy(r -> r.bucket(BUCKET));
      kms.putKeyPolicy(r -> r.keyId(key).policy(policy(allow(aws(rootArn), "kms:*", "*"))));
    }
  }

  private static String start(String who, String action) {
    return "User: " + who + " is not authorized to perform: " + action;
  }

  private String on(String action, String resource) {
    String alias = "arn:aws:kms:us-east-1:" + lab.account.id() + ":";
    String named =
        switch (resource) {
          case "-" -> "";
          case "*" -> "*";
          case "key" -> key;
          case "second" -> second;
          case "ciphertext" -> "ciphertext";
          default ->
              resource.startsWith("alias/")
                  ? alias + resource
                  : "\"arn:aws:s3:::" + resource.replaceFirst("^bucket", BUCKET) + "\"";
        };
    return switch (named) {
      case "" -> "";
      case "ciphertext" -> " on the resource associated with this ciphertext";
      default -> " on resource: " + named;
    };
  }

  private void adaMay(List<String> statements) {
    lab.iam(root)
        .putUserPolicy(
            r ->
                r.userName("ada")
                    .policyName("p")
                    .policyDocument(
                        statements.isEmpty()
                            ? policy(deny(null, "iam:*", "*"))
                            : policy(statements.toArray(new String[0]))));
  }

  /** The text of a refusal, whose code and status are those of the service that was asked. */
  private String refusal(String request, AwsCredentials by) {
    Clients clients = new Clients(lab.s3(by), lab.kms(by));
    AwsServiceException refused =
        catchThrowableOfType(AwsServiceException.class, () -> requests().get(request).by(clients));
    assertThat(refused).as("%s is refused", request).isNotNull();
    boolean ofS3 = refused.awsErrorDetails().serviceName().equals("S3");
    assertThat(refused.statusCode()).isEqualTo(ofS3 ? 403 : 400);
    assertThat(refused.awsErrorDetails().errorCode())
        .isEqualTo(ofS3 ? "AccessDenied" : "AccessDeniedException");
    return refused.awsErrorDetails().errorMessage();
  }
}
