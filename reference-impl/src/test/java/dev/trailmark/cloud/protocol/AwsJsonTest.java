package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingResponse;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

class AwsJsonTest {
  private final Codec codec = Model.KMS.codec();

  @Test
  void aRequestIsRead() {
    EncryptRequest input =
        (EncryptRequest)
            decode(
                EncryptRequest.class,
                "{\"KeyId\":\"alias/a\",\"Plaintext\":\"aGk=\",\"Unknown\":{\"a\":[1]},"
                    + "\"GrantTokens\":null,\"EncryptionContext\":{\"k\":\"v\"}}");

    assertThat(input.keyId()).isEqualTo("alias/a");
    assertThat(input.plaintext().asUtf8String()).isEqualTo("hi");
    assertThat(input.encryptionContext()).isEqualTo(Map.of("k", "v"));
    assertThat(input.hasGrantTokens()).isFalse();
    assertThat(Shapes.sent(input, name -> true))
        .containsExactly("KeyId", "Plaintext", "EncryptionContext");
  }

  @Test
  void anEmptyBodyIsAnEmptyObject() {
    assertThat(Shapes.sent(decode(CreateKeyRequest.class, ""), name -> true)).isEmpty();
  }

  @Test
  void aPointInTimeIsReadFromSeconds() {
    ImportKeyMaterialRequest input =
        (ImportKeyMaterialRequest) decode(ImportKeyMaterialRequest.class, "{\"ValidTo\":1.5E9}");

    assertThat(input.validTo()).isEqualTo(Instant.ofEpochSecond(1_500_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"KeyId\":1}",
        "{\"KeyId\":\"\\ud800\"}",
        "{\"KeyId\":\"\\ud800x\"}",
        "{\"KeyId\":\"\\udc00\\ud800\"}",
        "{\"EncryptionContext\":{\"\\udfff\":\"v\"}}",
        "{\"KeyId\":true}",
        "{\"KeyId\":{}}",
        "{\"KeyId\":[\"a\"]}",
        "{\"Plaintext\":\"%\"}",
        "{\"EncryptionContext\":[]}",
        "{\"EncryptionContext\":{\"k\":{}}}",
        "{\"GrantTokens\":\"t\"}",
        "{\"GrantTokens\":[null]}",
        "{\"DryRun\":\"true\"}",
        "[]",
        "\"text\"",
        "{",
        "{} {}",
        "nonsense",
      })
  void aValueOfTheWrongKindCannotBeDeserialized(String document) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode(EncryptRequest.class, document))
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("SerializationException");
              assertThat(error.status()).isEqualTo(400);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "99999999999", "\"16\"", "[]", "1e400"})
  void aNumberMustBeAnInteger(String number) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode(GenerateRandomRequest.class, "{\"NumberOfBytes\":" + number + "}"))
        .satisfies(error -> assertThat(error.code()).isEqualTo("SerializationException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "\"2026-01-07\"", "true"})
  void aPointInTimeMustBeAPossibleNumber(String number) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode(ImportKeyMaterialRequest.class, "{\"ValidTo\":" + number + "}"))
        .satisfies(error -> assertThat(error.code()).isEqualTo("SerializationException"));
  }

  @Test
  void aDeeplyNestedDocumentIsRefused() {
    String document = "{\"Unknown\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode(EncryptRequest.class, document))
        .satisfies(error -> assertThat(error.code()).isEqualTo("SerializationException"));
  }

  @Test
  void aHugeDocumentIsRefused() {
    String document = "{" + " ".repeat(AwsJson.MAX_BODY) + "}";

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode(EncryptRequest.class, document))
        .satisfies(error -> assertThat(error.status()).isEqualTo(413));
  }

  @Test
  void aResponseIsWritten() {
    EncryptResponse output =
        EncryptResponse.builder()
            .keyId("arn")
            .ciphertextBlob(SdkBytes.fromUtf8String("hi"))
            .encryptionAlgorithm("SYMMETRIC_DEFAULT")
            .build();

    WireResponse response =
        codec.encode(Model.row("Encrypt", EncryptRequest.class), output, Model.call());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("x-amzn-requestid")).isEqualTo("request-id");
    assertThat(response.headers().first("content-type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(text(response))
        .isEqualTo(
            "{\"CiphertextBlob\":\"aGk=\",\"KeyId\":\"arn\","
                + "\"EncryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-07T13:00:00Z,1767790800",
    "2026-01-07T13:00:00.050Z,1767790800.050",
    "1969-12-31T23:59:59.5Z,-0.5"
  })
  void aPointInTimeIsWrittenInSeconds(Instant instant, String written) {
    ScheduleKeyDeletionResponse output =
        ScheduleKeyDeletionResponse.builder().deletionDate(instant).build();

    assertThat(
            text(
                codec.encode(
                    Model.row("ScheduleKeyDeletion", ScheduleKeyDeletionRequest.class),
                    output,
                    Model.call())))
        .isEqualTo("{\"DeletionDate\":" + written + "}");
  }

  @Test
  void kmsAnswersNothingWhereCloudTrailAnswersAnEmptyObject() {
    assertThat(
            text(
                codec.encode(
                    Model.row("CreateAlias", CreateAliasRequest.class),
                    CreateAliasResponse.builder().build(),
                    Model.call())))
        .isEmpty();
    assertThat(
            text(
                Model.CLOUDTRAIL
                    .codec()
                    .encode(
                        Model.row("StartLogging", StartLoggingRequest.class),
                        StartLoggingResponse.builder().build(),
                        Model.call())))
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "NotFoundException,gone,'{\"__type\":\"NotFoundException\",\"message\":\"gone\"}'",
    "AccessDeniedException,no,'{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}'",
    "InvalidCiphertextException,,'{\"__type\":\"InvalidCiphertextException\"}'"
  })
  void anErrorNamesItsType(String code, String message, String body) {
    WireResponse response =
        codec.error(new ServiceException(code, 400, message), "RID", null, false);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().first("x-amzn-requestid")).isEqualTo("RID");
    assertThat(text(response)).isEqualTo(body);
  }

  @Test
  void aRecordShowsWhatWasSentUnderLoweredNames() {
    EncryptRequest input =
        EncryptRequest.builder()
            .keyId("k")
            .plaintext(SdkBytes.fromUtf8String("secret"))
            .encryptionContext(Map.of("Case", "kept"))
            .grantTokens("t")
            .build();

    assertThat(Shapes.record(input, Set.of("GrantTokens")))
        .isEqualTo(Map.of("keyId", "k", "encryptionContext", Map.of("Case", "kept")));
    assertThat(
            Shapes.record(
                ScheduleKeyDeletionResponse.builder()
                    .deletionDate(Instant.parse("2024-10-21T14:25:29Z"))
                    .build(),
                Set.of()))
        .isEqualTo(Map.of("deletionDate", "Oct 21, 2024, 2:25:29 PM"));
  }

  @Test
  void membersAreFoundByTheApisNames() {
    EncryptRequest input = EncryptRequest.builder().keyId("k").build();

    assertThat(Shapes.members(input).get("KeyId")).isEqualTo("k");
    assertThat(Shapes.members(input).get("GrantTokens")).isNull();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Shapes.members(input).get("NoSuchMember"));
  }

  private SdkPojo decode(Class<?> type, String document) {
    byte[] body = document.getBytes(StandardCharsets.UTF_8);
    return codec.decode(Model.row("Operation", type), null, body, null);
  }

  private static String text(WireResponse response) {
    return new String(response.body().inMemory(), StandardCharsets.UTF_8);
  }
}
