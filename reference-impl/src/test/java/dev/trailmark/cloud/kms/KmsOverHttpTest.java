package dev.trailmark.cloud.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.gateway.Gateway;
import dev.trailmark.cloud.gateway.Throttle;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidGrantTokenException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** KMS over real HTTP, with the SDK's client before it, and what the trail says of it. */
class KmsOverHttpTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KnownPrincipals principals = new KnownPrincipals();
  private final Principal root = Principal.root(KmsFixture.ACCOUNT, "AKIAROOT");
  private final Principal nobody = principals.user(KmsFixture.ACCOUNT, "nobody", null);
  private final Principal stranger =
      principals.user(KmsFixture.OTHER_ACCOUNT, "stranger", KmsFixture.ALL_OF_KMS);

  private Store store;
  private HttpFront front;
  private KmsClient client;

  @BeforeEach
  void start() throws Exception {
    store = Stores.inMemory();
    ExecutorService workers = HttpFront.newWorkers();
    Gateway gateway =
        Gateway.of(
            new Gateway.Parts(
                List.of(new KmsService()),
                store,
                new Ids(),
                principals,
                this::credential,
                Clock.systemUTC(),
                Clock.systemUTC(),
                KmsFixture.REGION,
                Throttle.NONE,
                workers));
    front = Loopback.listen(gateway.pipeline(), workers);
    client = client(root);
  }

  @AfterEach
  void stop() {
    client.close();
    front.close();
    store.close();
  }

  @Test
  void theLabsCallsWorkAndAreRecordedAsTheLabShows() throws IOException {
    CreateKeyResponse made = client.createKey(r -> r.description("KMS Key for S3 data"));
    String keyId = made.keyMetadata().keyId();
    String arn = made.keyMetadata().arn();
    client.createAlias(r -> r.aliasName("alias/myFirstKey").targetKeyId(keyId));
    EncryptResponse sealed =
        client.encrypt(
            r ->
                r.keyId("alias/myFirstKey")
                    .plaintext(SdkBytes.fromUtf8String("x"))
                    .encryptionContext(Map.of("a", "1")));
    DecryptResponse opened =
        client.decrypt(
            r -> r.ciphertextBlob(sealed.ciphertextBlob()).encryptionContext(Map.of("a", "1")));
    client.listAliases(r -> r.limit(1000));
    client.scheduleKeyDeletion(r -> r.keyId(keyId).pendingWindowInDays(7));

    assertThat(opened.plaintext().asUtf8String()).isEqualTo("x");
    JsonNode creation = recordOf("CreateKey");
    assertThat(creation.get("requestParameters"))
        .isEqualTo(
            JSON.readTree(
                """
                {"description":"KMS Key for S3 data","keyUsage":"ENCRYPT_DECRYPT",
                 "customerMasterKeySpec":"SYMMETRIC_DEFAULT","keySpec":"SYMMETRIC_DEFAULT",
                 "origin":"AWS_KMS","multiRegion":false,"bypassPolicyLockoutSafetyCheck":false,"tags":[]}
                """));
    JsonNode metadata = creation.at("/responseElements/keyMetadata");
    assertThat(metadata.get("aWSAccountId").asText()).isEqualTo(KmsFixture.ACCOUNT);
    assertThat(metadata.get("keyId").asText()).isEqualTo(keyId);
    assertThat(metadata.get("creationDate").asText())
        .matches("[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d\\d:\\d\\d [AP]M");
    assertThat(metadata.get("encryptionAlgorithms")).hasSize(1);
    assertThat(creation.at("/resources/0/ARN").asText()).isEqualTo(arn);

    JsonNode alias = recordOf("CreateAlias");
    assertThat(alias.get("responseElements")).isEqualTo(JSON.createObjectNode().put("keyId", arn));
    assertThat(alias.at("/resources/1/ARN").asText()).endsWith(":alias/myFirstKey");

    JsonNode decryption = recordOf("Decrypt");
    assertThat(decryption.get("readOnly").asBoolean()).isTrue();
    assertThat(decryption.get("eventCategory").asText()).isEqualTo("Management");
    assertThat(decryption.get("responseElements").isNull()).isTrue();
    assertThat(decryption.get("requestParameters"))
        .isEqualTo(
            JSON.readTree(
                "{\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\",\"encryptionContext\":{\"a\":\"1\"}}"));
    assertThat(decryption.at("/additionalEventData/keyMaterialId").asText())
        .isEqualTo(made.keyMetadata().currentKeyMaterialId());

    JsonNode listing = recordOf("ListAliases");
    assertThat(listing.get("requestParameters"))
        .isEqualTo(JSON.createObjectNode().put("limit", 1000));
    assertThat(listing.has("resources")).isFalse();
    JsonNode deletion = recordOf("ScheduleKeyDeletion");
    assertThat(deletion.at("/responseElements/keyState").asText()).isEqualTo("PendingDeletion");
    assertThat(deletion.at("/responseElements/pendingWindowInDays").asInt()).isEqualTo(7);
  }

  @Test
  void neitherPlaintextNorCiphertextIsRecorded() throws IOException {
    String keyId = client.createKey().keyMetadata().keyId();
    client.generateDataKey(r -> r.keyId(keyId).keySpec("AES_256"));
    client.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String("x")));
    client.generateRandom(r -> r.numberOfBytes(8));

    assertThat(recordOf("GenerateDataKey").get("requestParameters"))
        .isEqualTo(JSON.createObjectNode().put("keyId", keyId).put("keySpec", "AES_256"));
    assertThat(recordOf("Encrypt").get("requestParameters"))
        .isEqualTo(
            JSON.createObjectNode()
                .put("keyId", keyId)
                .put("encryptionAlgorithm", "SYMMETRIC_DEFAULT"));
    assertThat(recordOf("GenerateRandom").get("requestParameters").isNull()).isTrue();
  }

  @Test
  void errorsHaveCodeStatusAndMessageOfAws() {
    String keyId = client.createKey().keyMetadata().keyId();

    assertThatThrownBy(() -> client.describeKey(r -> r.keyId("fake-key-id")))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Invalid keyId 'fake-key-id'");
            });
    assertThatThrownBy(
            () -> client.decrypt(r -> r.ciphertextBlob(SdkBytes.fromUtf8String("garbage"))))
        .isInstanceOf(InvalidCiphertextException.class);
    assertThatThrownBy(
            () -> client.generateDataKey(r -> r.keyId(keyId).keySpec("AES_256").dryRun(true)))
        .isInstanceOf(DryRunOperationException.class);
    assertThatThrownBy(
            () ->
                client.encrypt(
                    r ->
                        r.keyId(keyId)
                            .plaintext(SdkBytes.fromUtf8String("x"))
                            .grantTokens("token")))
        .isInstanceOf(InvalidGrantTokenException.class);
    assertThatThrownBy(
            () ->
                client.decrypt(
                    r ->
                        r.ciphertextBlob(SdkBytes.fromUtf8String("x"))
                            .recipient(n -> n.attestationDocument(SdkBytes.fromUtf8String("d")))))
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(501);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
            });
  }

  @Test
  void aRefusalIsRecordedWithTheCallersAccountOnly() throws IOException {
    String arn = client.createKey().keyMetadata().arn();
    try (KmsClient other = client(stranger)) {
      assertThatThrownBy(() -> other.describeKey(r -> r.keyId(arn)))
          .isInstanceOfSatisfying(
              KmsException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              });
    }

    assertThat(records(KmsFixture.ACCOUNT, "DescribeKey")).isEmpty();
    assertThat(records(KmsFixture.OTHER_ACCOUNT, "DescribeKey"))
        .singleElement()
        .satisfies(
            record -> assertThat(record.get("errorCode").asText()).isEqualTo("AccessDenied"));
  }

  @Test
  void aRefusedFirstDescriptionOfThePredefinedAliasMakesNoKey() {
    try (KmsClient powerless = client(nobody)) {
      assertThatThrownBy(() -> powerless.describeKey(r -> r.keyId("alias/aws/s3")))
          .isInstanceOf(KmsException.class);
    }

    assertThat(client.listKeys().keys()).isEmpty();
    assertThat(client.describeKey(r -> r.keyId("alias/aws/s3")).keyMetadata().keyManagerAsString())
        .isEqualTo("AWS");
  }

  private Credential credential(String accessKeyId) {
    for (Principal principal : List.of(root, nobody, stranger)) {
      if (principal.accessKeyId().equals(accessKeyId)) {
        return new Credential(accessKeyId, SECRET, null, true, principal);
      }
    }
    return null;
  }

  private KmsClient client(Principal principal) {
    return KmsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + front.port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(principal.accessKeyId(), SECRET)))
        .build();
  }

  private JsonNode recordOf(String name) throws IOException {
    return records(KmsFixture.ACCOUNT, name).get(0);
  }

  private List<JsonNode> records(String account, String name) throws IOException {
    List<JsonNode> found = new java.util.ArrayList<>();
    for (EventHistory.Entry entry :
        store
            .history()
            .lookup(
                new EventHistory.Query(
                    account, KmsFixture.REGION, "EventName", name, null, null, 0, 10))) {
      found.add(JSON.readTree(entry.event().record()));
    }
    return found;
  }
}
