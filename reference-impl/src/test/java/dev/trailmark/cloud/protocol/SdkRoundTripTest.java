package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.wire.WireRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Every operation of the five services, through the SDK's own clients in both directions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkRoundTripTest {
  private final StubHttpClient http = new StubHttpClient();
  private KmsClient kms;
  private CloudTrailClient cloudTrail;
  private StsClient sts;
  private IamClient iam;
  private S3Client s3;

  @BeforeAll
  void makeClients() {
    kms = client(KmsClient.builder());
    cloudTrail = client(CloudTrailClient.builder());
    sts = client(StsClient.builder());
    iam = client(IamClient.builder());
    s3 =
        client(
            S3Client.builder()
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
  }

  @AfterAll
  void closeClients() {
    Stream.of(kms, cloudTrail, sts, iam, s3).forEach(SdkClient::close);
  }

  static Stream<Arguments> operations() {
    return Model.ALL.stream()
        .flatMap(
            model ->
                model.methods().stream()
                    // Told from ListBuckets by its host alone; directory buckets are not simulated.
                    .filter(method -> !method.getName().equals("listDirectoryBuckets"))
                    .map(
                        method ->
                            Arguments.of(
                                model.name(), Model.operationName(method), model, method)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("operations")
  void requestsAndResponsesSurviveTheSdksOwnClient(
      String service, String name, Model model, Method method) throws Exception {
    for (int seed = 1; seed <= 5; seed++) {
      Samples samples = new Samples(seed * 31L + name.hashCode());
      SdkPojo input = samples.fill(Model.builder(method.getParameterTypes()[0]));
      SdkPojo output = samples.fill(Model.builder(method.getReturnType()));
      Operation<?, ?> row = Model.row(method);
      http.answer(model.codec().encode(row, output, Model.call()));

      SdkPojo read = (SdkPojo) invoke(client(model), method, input);

      WireRequest sent = http.sent();
      Route route = Model.router().route(sent, service, sent.body().bytes());
      assertThat(route.operation()).isEqualToIgnoringCase(name);
      SdkPojo decoded = model.codec().decode(row, sent, sent.body().bytes(), route);
      assertHolds(decoded, input);
      assertHolds(read, output);
    }
  }

  /** The SDK adds members of its own, such as checksums; what was set must be there unchanged. */
  private static void assertHolds(SdkPojo actual, SdkPojo expected) {
    for (Member member : Shapes.of(expected).members()) {
      if (member.get(expected) != null) {
        assertThat(member.get(actual)).as(member.name()).isEqualTo(member.get(expected));
      }
    }
  }

  private static Object invoke(Object client, Method method, SdkPojo input) throws Exception {
    Object[] arguments = new Object[method.getParameterCount()];
    arguments[0] = input;
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = RequestBody.fromString("body");
    }
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private Object client(Model model) {
    return switch (model.name()) {
      case "kms" -> kms;
      case "cloudtrail" -> cloudTrail;
      case "sts" -> sts;
      case "iam" -> iam;
      default -> s3;
    };
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(http)
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://127.0.0.1:4566"))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
        .build();
  }
}
