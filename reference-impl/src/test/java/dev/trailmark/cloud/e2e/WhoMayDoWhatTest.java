package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.aws;
import static dev.trailmark.cloud.e2e.AccessCloud.deny;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Everyone tries everything under three sets of policies, over HTTP. Each table says what each
 * caller is told: {@code yes}, the kind of policy whose Allow is missing, {@code !} and the kind
 * that denies, {@code bare} for S3's two words to outsiders, or {@code hidden} for KMS's sentence
 * to them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoMayDoWhatTest {
  private static final String BUCKET = "who-may-do-what";
  private static final String OBJECTS = "arn:aws:s3:::" + BUCKET + "/*";
  private static final String OBJECT = "arn:aws:s3:::" + BUCKET + "/k";
  private static final String ALL = "*";

  @AutoClose private final AccessCloud lab = new AccessCloud();
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private final S3Client s3 = lab.s3(AccessCloud.root(lab.account));
  private final KmsClient kms = lab.kms(AccessCloud.root(lab.account));
  private String key;
  private String role;

  private record Caller(String arn, KmsClient kms, S3Client s3) {}

  /** A column of the tables. */
  private enum Act {
    GET("s3:GetObject") {
      @Override
      void by(Caller caller, String key) {
        caller.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k"));
      }
    },
    PUT("s3:PutObject") {
      @Override
      void by(Caller caller, String key) {
        caller.s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("y"));
      }
    },
    ENCRYPT("kms:Encrypt") {
      @Override
      void by(Caller caller, String key) {
        caller.kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("p")));
      }
    },
    DESCRIBE("kms:DescribeKey") {
      @Override
      void by(Caller caller, String key) {
        caller.kms.describeKey(r -> r.keyId(key));
      }
    };

    private final String action;

    Act(String action) {
      this.action = action;
    }

    abstract void by(Caller caller, String key);
  }

  @BeforeAll
  void admitEveryone() {
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
    key = kms.createKey().keyMetadata().arn();
    admit("root", lab.account.id(), "root", AccessCloud.root(lab.account));
    user("nobody");
    user("reader", allow(null, "s3:GetObject", OBJECTS), allow(null, "kms:Encrypt", key));
    user(
        "barred",
        allow(null, "s3:*", ALL),
        allow(null, "kms:*", ALL),
        deny(null, "s3:GetObject", ALL),
        deny(null, "kms:Encrypt", ALL));
    user("named");
    AwsCredentials assumer = lab.newUser(lab.account, "assumer");
    inline("assumer", allow(null, "sts:AssumeRole", ALL));
    role = lab.newRole(lab.account, "empty");
    session("role", assumer, role, null);
    session("narrow", assumer, role, policy(allow(null, "kms:*", ALL)));
    String keeper = lab.newRole(lab.account, "full");
    iam()
        .putRolePolicy(
            r ->
                r.roleName("full")
                    .policyName("p")
                    .policyDocument(policy(allow(null, "s3:*", ALL), allow(null, "kms:*", ALL))));
    session("keeper", assumer, keeper, null);
    admit("guest", lab.other.id(), "user/guest", lab.newUser(lab.other, "guest"));
    lab.iam(AccessCloud.root(lab.other))
        .putUserPolicy(
            r -> r.userName("guest").policyName("p").policyDocument(policy(allow(null, "*", ALL))));
    admit("poor", lab.other.id(), "user/poor", lab.newUser(lab.other, "poor"));
  }

  @Test
  void whereTheKeyPolicyDelegatesAndTheBucketHasNone() {
    s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    putKeyPolicy(allow(aws(rootArn(lab.account.id())), "kms:*", ALL));

    assertAnswers(
        """
        root    yes        yes       yes        yes
        nobody  identity   identity  identity   identity
        reader  yes        identity  yes        identity
        barred  !identity  yes       !identity  yes
        named   identity   identity  identity   identity
        role    identity   identity  identity   identity
        narrow  identity   identity  identity   identity
        keeper  yes        yes       yes        yes
        guest   bare       bare      hidden     hidden
        poor    bare       bare      hidden     hidden
        """);
  }

  @Test
  void whereBothPoliciesNameAUserARoleAndAnotherAccount() {
    String invited =
        "{\"AWS\":[\"%s\",\"%s\",\"%s\"]}"
            .formatted(callers.get("named").arn, role, rootArn(lab.other.id()));
    s3.putBucketPolicy(
        r -> r.bucket(BUCKET).policy(policy(allow(invited, "s3:GetObject", OBJECTS))));
    putKeyPolicy(
        allow(aws(rootArn(lab.account.id())), "kms:*", ALL), allow(invited, "kms:Encrypt", ALL));

    assertAnswers(
        """
        root    yes        yes       yes        yes
        nobody  identity   identity  identity   identity
        reader  yes        identity  yes        identity
        barred  !identity  yes       !identity  yes
        named   yes        identity  yes        identity
        role    yes        identity  yes        identity
        narrow  session    identity  yes        identity
        keeper  yes        yes       yes        yes
        guest   yes        bare      yes        hidden
        poor    bare       bare      unnamed    hidden
        """);
  }

  @Test
  void whereTheKeyPolicyDoesNotDelegateAndTheBucketPolicyDenies() {
    s3.putBucketPolicy(
        r -> r.bucket(BUCKET).policy(policy(deny("\"*\"", "s3:GetObject", OBJECTS))));
    putKeyPolicy(allow(aws(callers.get("named").arn), "kms:*", ALL));

    assertAnswers(
        """
        root    !resource  yes       resource   resource
        nobody  !resource  identity  resource   resource
        reader  !resource  identity  resource   resource
        barred  !resource  yes       !identity  resource
        named   !resource  identity  yes        yes
        role    !resource  identity  resource   resource
        narrow  !resource  identity  resource   resource
        keeper  !resource  yes       resource   resource
        guest   bare       bare      hidden     hidden
        poor    bare       bare      hidden     hidden
        """);
    callers.get("named").kms.putKeyPolicy(r -> r.keyId(key).policy(delegating()));
  }

  private void assertAnswers(String table) {
    for (String line : table.lines().toList()) {
      List<String> cells = List.of(line.split(" +"));
      Caller caller = callers.get(cells.get(0));
      for (Act act : Act.values()) {
        String expected = message(cells.get(1 + act.ordinal()), caller, act);
        assertThat(answer(caller, act))
            .as("%s by %s", act.action, cells.get(0))
            .isEqualTo(expected);
      }
    }
  }

  private String answer(Caller caller, Act act) {
    try {
      act.by(caller, key);
      return "yes";
    } catch (AwsServiceException e) {
      boolean ofS3 = act.action.startsWith("s3:");
      assertThat(e.statusCode()).isEqualTo(ofS3 ? 403 : 400);
      assertThat(e.awsErrorDetails().errorCode())
          .isEqualTo(ofS3 ? "AccessDenied" : "AccessDeniedException");
      return e.awsErrorDetails().errorMessage();
    }
  }

  private String message(String cell, Caller caller, Act act) {
    String resource = act.action.startsWith("s3:") ? "\"" + OBJECT + "\"" : key;
    String start =
        "User: %s is not authorized to perform: %s on ".formatted(caller.arn, act.action);
    return switch (cell) {
      case "yes" -> "yes";
      case "bare" -> "Access Denied";
      case "hidden" ->
          start
              + "this resource because the resource does not exist in this Region, no"
              + " resource-based policies allow access, or a resource-based policy explicitly"
              + " denies access";
      case "unnamed" -> start + "this resource " + reason("identity", act.action);
      default -> start + "resource: " + resource + " " + reason(cell, act.action);
    };
  }

  private static String reason(String cell, String action) {
    return switch (cell) {
      case "!identity" -> "with an explicit deny in an identity-based policy";
      case "!resource" -> "with an explicit deny in a resource-based policy";
      case "session" -> "because no session policy allows the " + action + " action";
      default -> "because no " + cell + "-based policy allows the " + action + " action";
    };
  }

  private void user(String name, String... statements) {
    admit(name, lab.account.id(), "user/" + name, lab.newUser(lab.account, name));
    if (statements.length > 0) {
      inline(name, statements);
    }
  }

  private void inline(String user, String... statements) {
    iam().putUserPolicy(r -> r.userName(user).policyName("p").policyDocument(policy(statements)));
  }

  private void session(String name, AwsCredentials by, String roleArn, String sessionPolicy) {
    AwsCredentials session = lab.assume(by, roleArn, sessionPolicy);
    callers.put(
        name,
        new Caller(lab.sts(session).getCallerIdentity().arn(), lab.kms(session), lab.s3(session)));
  }

  private void admit(String name, String account, String resource, AwsCredentials credentials) {
    String arn = "arn:aws:iam::" + account + ":" + resource;
    callers.put(name, new Caller(arn, lab.kms(credentials), lab.s3(credentials)));
  }

  private void putKeyPolicy(String... statements) {
    kms.putKeyPolicy(
        r -> r.keyId(key).policy(policy(statements)).bypassPolicyLockoutSafetyCheck(true));
  }

  private String delegating() {
    return policy(
        allow(aws(rootArn(lab.account.id())), "kms:*", ALL),
        allow(aws(callers.get("named").arn), "kms:PutKeyPolicy", ALL));
  }

  private static String rootArn(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  private IamClient iam() {
    return lab.iam(AccessCloud.root(lab.account));
  }
}
