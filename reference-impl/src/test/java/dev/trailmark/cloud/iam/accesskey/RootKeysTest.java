package dev.trailmark.cloud.iam.accesskey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.enrolment.Account;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;

/** The root user's keys, which it alone can rotate. */
class RootKeysTest extends IamFixture {

  @Test
  void rootRotatesItsKeyLikeAUser() {
    String old = account.rootAccessKeyId();
    AccessKey key = root.createAccessKey().accessKey();
    assertThat(key.userName()).isNull();
    IamClient rotated = kit.iam(credentials(key));

    rotated.updateAccessKey(r -> r.accessKeyId(old).status("Inactive"));
    assertThat(rotated.listAccessKeys().accessKeyMetadata())
        .extracting(AccessKeyMetadata::statusAsString)
        .containsExactlyInAnyOrder("Active", "Inactive");
    refusedAsUnknown(root::listAccessKeys);
    rotated.updateAccessKey(r -> r.accessKeyId(old).status("Active"));
    root.getUser();
    root.deleteAccessKey(r -> r.accessKeyId(old));

    refusedAsUnknown(root::listAccessKeys);
    assertThat(rotated.listAccessKeys().accessKeyMetadata())
        .singleElement()
        .returns(key.accessKeyId(), AccessKeyMetadata::accessKeyId);
    assertThat(kit.accounts().list())
        .singleElement()
        .returns(key.accessKeyId(), Account::rootAccessKeyId);
  }

  @Test
  void rootHasTwoKeysAtMost() {
    AccessKey second = root.createAccessKey().accessKey();

    refused(
        () -> root.createAccessKey(),
        409,
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2");
    root.updateAccessKey(r -> r.accessKeyId(second.accessKeyId()).status("Inactive"));
    refused(
        () -> root.createAccessKey(),
        409,
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2");
  }

  @Test
  void rootMayDoWithoutKeysAndThenNobodyHasThem() {
    IamClient admin = userWith("admin", allow("*", "*"));
    root.deleteAccessKey(r -> r.accessKeyId(account.rootAccessKeyId()));

    refusedAsUnknown(root::listAccessKeys);
    assertThat(kit.accounts().list()).singleElement().returns(null, Account::rootAccessKeyId);
    assertThat(admin.listUsers().users()).hasSize(2);
  }

  @Test
  void nobodyElseReachesRootsKeys() {
    IamClient admin = userWith("admin", allow("*", "*"));

    refused(
        () -> admin.deleteAccessKey(r -> r.accessKeyId(account.rootAccessKeyId())),
        404,
        "NoSuchEntity",
        "The Access Key with id " + account.rootAccessKeyId() + " cannot be found.");
    refused(
        () -> admin.deleteAccessKey(r -> r.userName("root").accessKeyId(account.rootAccessKeyId())),
        404,
        "NoSuchEntity",
        "The user with name root cannot be found.");
    root.getUser();
  }

  @Test
  void anInactiveKeyIsRefusedByEveryServiceAtOnce() {
    root.createUser(r -> r.userName("alice"));
    AccessKey key = root.createAccessKey(r -> r.userName("alice")).accessKey();
    kit.sts(credentials(key)).getCallerIdentity();

    root.updateAccessKey(
        r -> r.userName("alice").accessKeyId(key.accessKeyId()).status("Inactive"));

    refusedAsUnknown(() -> kit.sts(credentials(key)).getCallerIdentity());
    refusedAsUnknown(() -> kit.iam(credentials(key)).getUser());
    refused(
        () -> kit.trails(credentials(key), Region.EU_WEST_1).listTrails(r -> {}),
        400,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
    assertThat(
            root.getAccessKeyLastUsed(r -> r.accessKeyId(key.accessKeyId()))
                .accessKeyLastUsed()
                .serviceName())
        .isEqualTo("sts");
  }

  private static void refusedAsUnknown(ThrowingCallable call) {
    refused(
        call,
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.");
  }
}
