package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.control.S3Control;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** Every operation of S3 Control, through the SDK's own client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ControlRoutesTest {
  private final StubHttpClient http = new StubHttpClient();
  @AutoClose private S3ControlClient client;

  @BeforeAll
  void makeClient() {
    client =
        S3ControlClient.builder()
            .httpClient(http)
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:4566"))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
            .build();
  }

  /** CreateBucket of S3 on Outposts is sent without an account, to a host of its own. */
  static Stream<Method> operations() {
    return Model.S3_CONTROL.methods().stream()
        .filter(method -> !method.getName().equals("createBucket"));
  }

  static Stream<Method> served() {
    return operations()
        .filter(
            method ->
                method.getName().endsWith("PublicAccessBlock")
                    || method.getName().endsWith("Resource"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationOfTheSdksClientIsFound(Method method) throws Exception {
    http.answer(codec().encode(Model.row(method), output(method), Model.call()));

    method.invoke(client, input(method));

    WireRequest sent = http.sent();
    Route route = Model.router().route(sent, "s3", sent.body().bytes());
    assertThat(plain(route.operation())).isEqualTo(Model.operationName(method));
  }

  @ParameterizedTest
  @MethodSource("served")
  void requestsAndResponsesSurviveTheSdksOwnClient(Method method) throws Exception {
    SdkPojo input = input(method);
    SdkPojo output = output(method);
    Operation<?, ?> row = Model.row(method);
    http.answer(codec().encode(row, output, Model.call()));

    SdkPojo read = (SdkPojo) method.invoke(client, input);

    WireRequest sent = http.sent();
    Route route = Model.router().route(sent, "s3", sent.body().bytes());
    assertHolds(codec().decode(row, sent, sent.body().bytes(), route), input);
    assertHolds(read, output);
  }

  private static Codec codec() {
    return Model.S3.codec().of(control("GET", "/v20180820/jobs"));
  }

  private static SdkPojo input(Method method) {
    return new Samples(method.getName().hashCode())
        .fill(Model.builder(method.getParameterTypes()[0]));
  }

  private static SdkPojo output(Method method) {
    return new Samples(method.getName().hashCode()).fill(Model.builder(method.getReturnType()));
  }

  private static String plain(String operation) {
    return operation
        .replace("OutpostsBucket", "Bucket")
        .replace("AccountPublicAccessBlock", "PublicAccessBlock");
  }

  /** This client writes {@code &amp;} as if it were the escape of an ampersand already. */
  private static String shown(Object value) {
    return String.valueOf(value).replace("&amp;", "&");
  }

  private static void assertHolds(SdkPojo actual, SdkPojo expected) {
    for (Member member : Shapes.of(expected).members()) {
      if (member.get(expected) != null) {
        assertThat(shown(member.get(actual)))
            .as(member.name())
            .isEqualTo(shown(member.get(expected)));
      }
    }
  }

  @Test
  void theTableHasTheModelsOperations() {
    assertThat(S3ControlRoutes.operations())
        .containsExactlyInAnyOrderElementsOf(new S3Control(new KeptDocuments()).modelled());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, tags/arn%3Aaws%3As3%3A%3A%3Ab, ListTagsForResource, resourceArn, arn:aws:s3:::b",
    "GET, tags/arn:aws:s3:us-east-1:1:access-grants/default/grant/1, ListTagsForResource,"
        + " resourceArn, arn:aws:s3:us-east-1:1:access-grants/default/grant/1",
    "GET, mrap/instances/m.mrap/policy, GetMultiRegionAccessPointPolicy, name, m.mrap",
    "GET, mrap/instances/m.mrap, GetMultiRegionAccessPoint, name, m.mrap",
    "DELETE, bucket/b/policy, DeleteOutpostsBucketPolicy, name, b",
  })
  void variablePartsOfThePathAreDecoded(
      String method, String path, String operation, String label, String value) {
    Route route = Model.router().route(control(method, "/v20180820/" + path), "s3", null);

    assertThat(route.operation()).isEqualTo(operation);
    assertThat(route.labels()).isEqualTo(Map.of(label, value));
    assertThat(route.bucket()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v20180820/nothing, InvalidURI",
    "GET, /v20180820/accesspoint/a/b/c, InvalidURI",
    "GET, /, InvalidURI",
    "GET, /v20180820/tags/%zz, InvalidURI",
    "PUT, /v20180820/tags/arn, MethodNotAllowed",
  })
  void whatTheApiDoesNotHaveIsRefused(String method, String path, String code) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> Model.router().route(control(method, path), "s3", null))
        .satisfies(error -> assertThat(error.code()).isEqualTo(code));
  }

  private static WireRequest control(String method, String path) {
    return new WireRequest(
        method,
        path,
        "",
        new Headers()
            .add("Host", "111122223333.s3-control.us-east-1.amazonaws.com")
            .add("x-amz-account-id", "111122223333"),
        RequestBody.of(new byte[0]),
        "127.0.0.1",
        null);
  }
}
