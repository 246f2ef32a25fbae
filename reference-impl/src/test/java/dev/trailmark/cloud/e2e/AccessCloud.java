package dev.trailmark.cloud.e2e;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.CloudBuilder;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A whole simulator with two accounts, and clients for whoever a test makes in them. */
final class AccessCloud implements AutoCloseable {
  final Cloud cloud;
  final Account account;
  final Account other;
  private final List<SdkAutoCloseable> clients = new ArrayList<>();

  AccessCloud() {
    this(Cloud.builder());
  }

  AccessCloud(CloudBuilder builder) {
    cloud = builder.deliveryInterval(LabCloud.NEVER).start();
    account = cloud.accounts().get(0);
    other = cloud.newAccount("other");
  }

  static AwsCredentials root(Account account) {
    return AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey());
  }

  /** A user made anew, without any policy, and its key. */
  AwsCredentials newUser(Account in, String name) {
    IamClient iam = iam(root(in));
    iam.createUser(r -> r.userName(name));
    AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  /** Removes a user without policies. */
  void deleteUser(Account in, String name) {
    IamClient iam = iam(root(in));
    iam.listAccessKeys(r -> r.userName(name))
        .accessKeyMetadata()
        .forEach(key -> iam.deleteAccessKey(r -> r.userName(name).accessKeyId(key.accessKeyId())));
    iam.deleteUser(r -> r.userName(name));
  }

  /** A role made anew that the account trusts to its own users. */
  String newRole(Account in, String name) {
    return iam(root(in))
        .createRole(
            r ->
                r.roleName(name)
                    .assumeRolePolicyDocument(policy(allow(aws(in.id()), "sts:AssumeRole", null))))
        .role()
        .arn();
  }

  /** A session of a role, narrowed by a policy when that is not {@code null}. */
  AwsCredentials assume(AwsCredentials by, String roleArn, String sessionPolicy) {
    Credentials made =
        sts(by)
            .assumeRole(r -> r.roleArn(roleArn).roleSessionName("session").policy(sessionPolicy))
            .credentials();
    return AwsSessionCredentials.create(
        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
  }

  IamClient iam(AwsCredentials credentials) {
    return client(IamClient.builder(), credentials);
  }

  StsClient sts(AwsCredentials credentials) {
    return client(StsClient.builder(), credentials);
  }

  KmsClient kms(AwsCredentials credentials) {
    return client(KmsClient.builder(), credentials);
  }

  S3Client s3(AwsCredentials credentials) {
    return client(S3Client.builder().forcePathStyle(true), credentials);
  }

  CloudTrailClient trails(AwsCredentials credentials) {
    return client(CloudTrailClient.builder(), credentials);
  }

  private <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
      B builder, AwsCredentials credentials) {
    C client =
        builder
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build();
    clients.add(client);
    return client;
  }

  static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  static String aws(String principal) {
    return "{\"AWS\":\"" + principal + "\"}";
  }

  /** A statement; principal and resource are left out when {@code null}. */
  static String allow(String principal, String action, String resource) {
    return statement("Allow", principal, action, resource);
  }

  static String deny(String principal, String action, String resource) {
    return statement("Deny", principal, action, resource);
  }

  private static String statement(String effect, String principal, String action, String resource) {
    return "{\"Effect\":\""
        + effect
        + "\""
        + (principal == null ? "" : ",\"Principal\":" + principal)
        + ",\"Action\":\""
        + action
        + "\""
        + (resource == null ? "" : ",\"Resource\":\"" + resource + "\"")
        + "}";
  }

  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
    cloud.close();
  }
}
