package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.operation.SdkModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Every operation of KMS as its record shows it: the members of request and response, what was
 * filled in or left out, whether it counts as reading, and what it was about.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html">Logging
 *     AWS KMS API calls with AWS CloudTrail</a>
 */
class KmsTrailTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Event; R for reading; members of requestParameters, of responseElements and of
   * additionalEventData; resources. {@code -} is null, or none.
   */
  private static final String TABLE =
      """
      CancelKeyDeletion|W|keyId|keyId|-|key
      ConnectCustomKeyStore|W|customKeyStoreId|-|clusterId,customKeyStoreName|-
      CreateAlias|W|aliasName,targetKeyId|keyId|-|key,alias
      CreateCustomKeyStore|W|clusterId,customKeyStoreName|customKeyStoreId|-|-
      CreateGrant|W|constraints,granteePrincipal,keyId,name,operations,retiringPrincipal|grantId,keyId|-|key
      CreateKey|W|bypassPolicyLockoutSafetyCheck,customerMasterKeySpec,description,keySpec,keyUsage,multiRegion,origin,tags|keyMetadata|-|key
      Decapsulate|R|encapsulationAlgorithm,keyId|-|-|key
      Decrypt|R|encryptionAlgorithm,encryptionContext|-|keyMaterialId|key
      DeleteAlias|W|aliasName|keyId|-|alias,key
      DeleteCustomKeyStore|W|customKeyStoreId|-|clusterId,customKeyStoreName|-
      DeleteImportedKeyMaterial|W|keyId|keyId,keyMaterialId|-|key
      DeriveSharedSecret|R|keyAgreementAlgorithm,keyId|-|-|key
      DescribeCustomKeyStores|R|customKeyStoreId|-|-|-
      DescribeKey|R|keyId|-|-|key
      DisableKey|W|keyId|keyId|-|key
      DisableKeyRotation|W|keyId|-|-|key
      DisconnectCustomKeyStore|W|customKeyStoreId|-|clusterId,customKeyStoreName|-
      EnableKey|W|keyId|keyId|-|key
      EnableKeyRotation|W|keyId,rotationPeriodInDays|keyId|-|key
      Encapsulate|R|encapsulationAlgorithm,keyId|-|-|key
      Encrypt|R|encryptionAlgorithm,encryptionContext,keyId|-|keyMaterialId|key
      GenerateDataKey|R|encryptionContext,keyId,keySpec|-|keyMaterialId|key
      GenerateDataKeyPair|R|keyId,keyPairSpec|-|keyMaterialId|key
      GenerateDataKeyPairWithoutPlaintext|R|keyId,keyPairSpec|-|keyMaterialId|key
      GenerateDataKeyWithoutPlaintext|R|keyId,numberOfBytes|-|keyMaterialId|key
      GenerateMac|R|keyId,macAlgorithm|-|-|key
      GenerateRandom|R|-|-|-|-
      GetKeyLastUsage|R|keyId|-|-|key
      GetKeyPolicy|R|keyId,policyName|-|-|key
      GetKeyRotationStatus|R|keyId|-|-|key
      GetParametersForImport|R|keyId,wrappingAlgorithm,wrappingKeySpec|-|-|key
      GetPublicKey|R|keyId|-|-|key
      ImportKeyMaterial|W|expirationModel,keyId,validTo|keyId,keyMaterialId|-|key
      ListAliases|R|-|-|-|-
      ListGrants|R|keyId|-|-|key
      ListKeyPolicies|R|keyId|-|-|key
      ListKeyRotations|R|keyId|-|-|key
      ListKeys|R|limit|-|-|-
      ListResourceTags|R|keyId|-|-|key
      ListRetirableGrants|R|retiringPrincipal|-|-|-
      PutKeyPolicy|W|bypassPolicyLockoutSafetyCheck,keyId,policy,policyName|-|-|key
      ReEncrypt|R|destinationEncryptionAlgorithm,destinationEncryptionContext,destinationKeyId,sourceEncryptionAlgorithm,sourceEncryptionContext|-|destinationKeyMaterialId,sourceKeyMaterialId|key,key
      ReplicateKey|W|bypassPolicyLockoutSafetyCheck,description,keyId,replicaRegion|replicaKeyMetadata,replicaPolicy|-|key
      RetireGrant|W|-|-|grantId|key
      RevokeGrant|W|grantId,keyId|-|-|key
      RotateKeyOnDemand|W|keyId|keyId|-|key
      ScheduleKeyDeletion|W|keyId,pendingWindowInDays|deletionDate,keyId,keyState,pendingWindowInDays|-|key
      Sign|R|keyId,messageType,signingAlgorithm|-|-|key
      TagResource|W|keyId,tags|keyId|-|key
      UntagResource|W|keyId,tagKeys|keyId|-|key
      UpdateAlias|W|aliasName,targetKeyId|keyId|-|alias,key
      UpdateCustomKeyStore|W|clusterId,customKeyStoreId|-|clusterId,customKeyStoreName|-
      UpdateKeyDescription|W|description,keyId|-|-|key
      UpdatePrimaryRegion|W|keyId,primaryRegion|keyId|-|key
      Verify|R|keyId,messageType,signingAlgorithm|-|-|key
      VerifyMac|R|keyId,macAlgorithm|-|-|key
      """;

  private static final Map<String, JsonNode> RECORDS = new HashMap<>();

  @BeforeAll
  static void doEverything() {
    KmsTour tour = new KmsTour();
    try {
      tour.run();
      tour.events().forEach(KmsTrailTest::add);
    } finally {
      tour.close();
    }
  }

  /** Newest first: the first one of a name is kept. */
  private static void add(Event event) {
    try {
      RECORDS.putIfAbsent(event.eventName(), JSON.readTree(event.cloudTrailEvent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void forget() {
    RECORDS.clear();
  }

  static Stream<String> rows() {
    return TABLE.lines();
  }

  @Test
  void theTableHasEveryOperation() {
    assertThat(rows().map(row -> row.substring(0, row.indexOf('|'))))
        .containsExactlyInAnyOrderElementsOf(SdkModel.operationsOf(KmsClient.class));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRecordShowsWhatAwsShows(String row) {
    List<String> columns = Arrays.asList(row.split("\\|"));
    JsonNode record = RECORDS.get(columns.get(0));
    assertThat(record).isNotNull();

    assertThat(
            String.join(
                "|",
                columns.get(0),
                record.at("/readOnly").asBoolean() ? "R" : "W",
                members(record.get("requestParameters")),
                members(record.get("responseElements")),
                members(record.get("additionalEventData")),
                resources(record)))
        .isEqualTo(row);
    assertThat(record.at("/eventType").asText()).isEqualTo("AwsApiCall");
    assertThat(record.at("/eventCategory").asText()).isEqualTo("Management");
    assertThat(record.at("/managementEvent").asBoolean()).isTrue();
    assertThat(record.has("errorCode")).isFalse();
    assertThat(record.get("requestParameters")).isNotNull();
    assertThat(record.get("responseElements")).isNotNull();
  }

  @Test
  void nothingSecretIsRecorded() {
    String all = RECORDS.values().stream().map(JsonNode::toString).collect(Collectors.joining());

    assertThat(all)
        .doesNotContain(KmsTour.PASSWORD)
        .doesNotContain(KmsTour.TEXT)
        .doesNotContain("grantToken")
        .doesNotContain("BEGIN CERTIFICATE");
  }

  @Test
  void responsesNameTheKeyByItsArn() {
    for (Map.Entry<String, JsonNode> entry : RECORDS.entrySet()) {
      JsonNode keyId = entry.getValue().at("/responseElements/keyId");
      if (!keyId.isMissingNode()) {
        assertThat(keyId.asText()).as(entry.getKey()).startsWith("arn:aws:kms:us-east-1:");
      }
    }
  }

  @Test
  void valuesAreWrittenAsAwsWritesThem() {
    assertThat(RECORDS.get("ImportKeyMaterial").at("/requestParameters/validTo").asText())
        .isEqualTo("Nov 25, 2025, 12:00:05 PM");
    assertThat(RECORDS.get("ScheduleKeyDeletion").at("/responseElements/deletionDate").asText())
        .isEqualTo("Nov 2, 2025, 12:00:05 PM");
    JsonNode creation = RECORDS.get("CreateKey");
    assertThat(creation.at("/requestParameters/multiRegion").asBoolean()).isFalse();
    assertThat(creation.at("/requestParameters/tags").toString()).isEqualTo("[]");
    assertThat(creation.at("/requestParameters/description").asText()).isEmpty();
    assertThat(creation.at("/responseElements/keyMetadata/creationDate").asText())
        .isEqualTo("Oct 26, 2025, 12:00:05 PM");
    assertThat(RECORDS.get("PutKeyPolicy").at("/requestParameters/policyName").asText())
        .isEqualTo("default");
    assertThat(RECORDS.get("PutKeyPolicy").at("/requestParameters/policy").isTextual()).isTrue();
    assertThat(RECORDS.get("Decrypt").at("/requestParameters/encryptionContext/stage").asText())
        .isEqualTo("tour");
    assertThat(RECORDS.get("TagResource").at("/requestParameters/tags").toString())
        .isEqualTo("[{\"tagKey\":\"stage\",\"tagValue\":\"tour\"}]");
    assertThat(RECORDS.get("CreateGrant").at("/requestParameters/constraints").toString())
        .isEqualTo("{\"encryptionContextSubset\":{\"stage\":\"tour\"}}");
  }

  private static String members(JsonNode node) {
    if (node == null || node.isNull()) {
      return "-";
    }
    TreeSet<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return String.join(",", names);
  }

  private static String resources(JsonNode record) {
    List<String> kinds = new ArrayList<>();
    for (JsonNode resource : record.path("resources")) {
      assertThat(resource.at("/type").asText()).isEqualTo("AWS::KMS::Key");
      kinds.add(resource.at("/ARN").asText().contains(":alias/") ? "alias" : "key");
    }
    return kinds.isEmpty() ? "-" : String.join(",", kinds);
  }
}
