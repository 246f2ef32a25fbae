package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.Services;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.SdkModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * What of CloudTrail is not served (event data stores, queries, channels, imports, dashboards,
 * resource policies) is said to be so, operation by operation of the SDK's model.
 */
@TestInstance(Lifecycle.PER_CLASS)
class UnservedOperationsTest {
  private static final int MODELLED = 60;

  private Cloud cloud;
  private CloudTrailClient client;

  @BeforeAll
  void start() {
    cloud = Cloud.start();
    Account account = cloud.accounts().get(0);
    client =
        CloudTrailClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        account.rootAccessKeyId(), account.rootSecretAccessKey())))
            .build();
  }

  @AfterAll
  void stop() {
    client.close();
    cloud.close();
  }

  static Stream<String> unserved() {
    Set<String> names = new TreeSet<>(SdkModel.operationsOf(CloudTrailClient.class));
    TrailTable.rows().stream().map(Operation::name).forEach(names::remove);
    return names.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unserved")
  void isAnsweredWithNotImplementedAndListed(String name) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> call(name));

    assertThat(refusal.statusCode()).isEqualTo(501);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .startsWith("Trailmark does not implement cloudtrail:" + name + ";");
    assertThat(Services.operations()).contains(new Services.Entry("cloudtrail", name, false));
  }

  private void call(String name) throws Throwable {
    Class<?> request =
        Class.forName("software.amazon.awssdk.services.cloudtrail.model." + name + "Request");
    Method make = request.getMethod("builder");
    Method build = Class.forName(request.getName() + "$Builder").getMethod("build");
    String method = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
    try {
      CloudTrailClient.class
          .getMethod(method, request)
          .invoke(client, build.invoke(make.invoke(null)));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void everyOperationOfTheModelIsServedOrNot() {
    Set<String> served = new TreeSet<>();
    TrailTable.rows().stream().map(Operation::name).forEach(served::add);

    assertThat(served)
        .contains("CreateTrail", "LookupEvents", "PutInsightSelectors", "ListPublicKeys");
    assertThat(unserved())
        .contains(
            "CreateEventDataStore",
            "StartQuery",
            "CreateChannel",
            "StartImport",
            "CreateDashboard",
            "PutResourcePolicy")
        .hasSize(MODELLED - served.size());
  }
}
