package dev.trailmark.cloud.kms.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.protocol.Shapes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;

class CustomKeyStoresTest extends KeyStoreCalls {

  @Test
  void aKeyStoreIsDisconnectedThenConnectingThenConnected() {
    String id = create(onCluster("store", CLUSTER, Certificates.FIRST)).customKeyStoreId();
    assertThat(id).matches("cks-[0-9a-f]{17}");
    CustomKeyStoresListEntry made = entry(id);
    assertThat(made.connectionStateAsString()).isEqualTo("DISCONNECTED");
    assertThat(made.cloudHsmClusterId()).isEqualTo(CLUSTER);
    assertThat(made.trustAnchorCertificate()).isEqualTo(Certificates.FIRST);
    assertThat(made.customKeyStoreTypeAsString()).isEqualTo("AWS_CLOUDHSM");
    assertThat(made.creationDate()).isEqualTo(kms.now());

    connect(id);
    assertThat(entry(id).connectionStateAsString()).isEqualTo("CONNECTING");
    kms.pass(Duration.ofSeconds(5));
    assertThat(entry(id).connectionStateAsString()).isEqualTo("CONNECTED");
    connect(id);
    assertThat(entry(id).connectionStateAsString()).isEqualTo("CONNECTED");
    disconnect(id);
    assertThat(entry(id).connectionStateAsString()).isEqualTo("DISCONNECTED");
    assertThat(refusedDisconnect(id).code()).isEqualTo("CustomKeyStoreInvalidStateException");
  }

  @Test
  void keysAreMadeAndUsedInAConnectedStoreOnly() {
    String id = create(onCluster("store", CLUSTER, Certificates.FIRST)).customKeyStoreId();
    CreateKeyRequest request =
        CreateKeyRequest.builder().origin("AWS_CLOUDHSM").customKeyStoreId(id).build();
    assertThat(refusal("CreateKey", request).code())
        .isEqualTo("CustomKeyStoreInvalidStateException");
    connected(id);

    CreateKeyResponse answer = kms.call(kms.admin, "CreateKey", request);

    KeyMetadata key = answer.keyMetadata();
    assertThat(key.originAsString()).isEqualTo("AWS_CLOUDHSM");
    assertThat(key.customKeyStoreId()).isEqualTo(id);
    assertThat(key.cloudHsmClusterId()).isEqualTo(CLUSTER);
    assertThat(key.currentKeyMaterialId()).isNull();
    assertThat(key.keyStateAsString()).isEqualTo("Enabled");
    SdkBytes blob = encrypt(key);
    assertThat(decrypt(blob).plaintext().asUtf8String()).isEqualTo("text");
    assertThat(decrypt(blob).keyMaterialId()).isNull();
    disconnect(id);
    assertThat(describe(key).keyStateAsString()).isEqualTo("Unavailable");
    assertThat(refusal("Encrypt", encryption(key)))
        .hasMessage(key.arn() + " is unavailable.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());
    assertThat(describe(key).keyStateAsString()).isEqualTo("Unavailable");
    connected(id);
    assertThat(describe(key).keyStateAsString()).isEqualTo("Disabled");
  }

  @Test
  void keysInAKeyStoreDoNotRotate() {
    KeyMetadata key = keyIn(connected(store("store")));

    assertThat(
            refusal(
                "EnableKeyRotation", EnableKeyRotationRequest.builder().keyId(key.keyId()).build()))
        .hasMessage(key.arn() + " origin is AWS_CLOUDHSM which is not valid for this operation.");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "AWS_CLOUDHSM,-,-,-,-,ValidationException",
        "AWS_KMS,id,-,-,-,ValidationException",
        "AWS_CLOUDHSM,id,xks,-,-,ValidationException",
        "EXTERNAL_KEY_STORE,id,-,-,-,ValidationException",
        "EXTERNAL_KEY_STORE,id,xks,-,-,ValidationException",
        "AWS_CLOUDHSM,cks-unknown,-,-,-,CustomKeyStoreNotFoundException",
        "AWS_CLOUDHSM,id,-,HMAC_256,-,UnsupportedOperationException",
        "AWS_CLOUDHSM,id,-,ML_KEM_768,-,UnsupportedOperationException",
        "AWS_CLOUDHSM,id,-,-,true,UnsupportedOperationException"
      })
  void keysThatTheStoreCannotHaveAreRefused(
      String origin, String id, String xks, String spec, Boolean multi, String code) {
    String store = connected(store("store"));
    String usage = "HMAC_256".equals(spec) ? "GENERATE_VERIFY_MAC" : "ENCAPSULATE_DECAPSULATE";

    assertThat(
            refusal(
                "CreateKey",
                CreateKeyRequest.builder()
                    .origin(origin)
                    .customKeyStoreId("id".equals(id) ? store : id)
                    .xksKeyId(xks)
                    .keySpec(spec)
                    .keyUsage(spec == null ? null : usage)
                    .multiRegion(multi)
                    .build()))
        .extracting("code")
        .isEqualTo(code);
  }

  @Test
  void aNameAndAClusterBelongToOneStore() {
    store("store");

    assertThat(
            refusedCreation(onCluster("store", "cluster-3a23b4cdefg", Certificates.SECOND)).code())
        .isEqualTo("CustomKeyStoreNameInUseException");
    assertThat(refusedCreation(onCluster("other", CLUSTER, Certificates.FIRST)).code())
        .isEqualTo("CloudHsmClusterInUseException");
    assertThat(
            refusedCreation(onCluster("other", "cluster-3a23b4cdefg", Certificates.FIRST)).code())
        .isEqualTo("CloudHsmClusterInUseException");
    assertThat(refusedCreation(onCluster("other", CLUSTER, Certificates.SECOND)).code())
        .isEqualTo("IncorrectTrustAnchorException");
    assertThat(refusedCreation(onCluster("other", "cluster-3a23b4cdefg", "no PEM")).code())
        .isEqualTo("IncorrectTrustAnchorException");
    create(onCluster("other", "cluster-3a23b4cdefg", Certificates.SECOND));
  }

  @Test
  void aWrongPasswordFailsTheConnectionUntilItIsCorrected() {
    String id = store("store");
    update(id, r -> r.keyStorePassword("wrongPswd"));
    connected(id);
    assertThat(store(id, "FAILED").connectionErrorCodeAsString()).isEqualTo("INVALID_CREDENTIALS");
    assertThat(refusedConnection(id).code()).isEqualTo("CustomKeyStoreInvalidStateException");
    assertThat(refusedUpdate(id, r -> r.keyStorePassword(PASSWORD)).code())
        .isEqualTo("CustomKeyStoreInvalidStateException");

    disconnect(id);
    update(id, r -> r.keyStorePassword(PASSWORD));
    connected(id);

    store(id, "CONNECTED");
  }

  @Test
  void aStoreMovesToRelatedClustersOnly() {
    String related = "cluster-4a23b4cdefg";
    String id = create(onCluster("store", related, Certificates.FIRST)).customKeyStoreId();
    delete(id);
    create(onCluster("unrelated", "cluster-3a23b4cdefg", Certificates.SECOND));
    id = store("store");
    KeyMetadata key = keyIn(connected(id));
    String moved = id;
    assertThat(refusedUpdate(moved, r -> r.cloudHsmClusterId(related)).code())
        .isEqualTo("CustomKeyStoreInvalidStateException");
    disconnect(id);

    assertThat(refusedUpdate(moved, r -> r.cloudHsmClusterId("cluster-3a23b4cdefg")).code())
        .isEqualTo("CloudHsmClusterNotRelatedException");
    assertThat(refusedUpdate(moved, r -> r.cloudHsmClusterId("cluster-5a23b4cdefg")).code())
        .isEqualTo("CloudHsmClusterNotFoundException");
    update(id, r -> r.cloudHsmClusterId(related).newCustomKeyStoreName("moved"));

    assertThat(entry(id).customKeyStoreName()).isEqualTo("moved");
    assertThat(describe(key).cloudHsmClusterId()).isEqualTo(related);
  }

  @Test
  void aStoreIsDeletedOnceItsKeysAreGoneAndItIsDisconnected() {
    String id = connected(store("store"));
    KeyMetadata key = keyIn(id);
    assertThat(refusedDeletion(id).code()).isEqualTo("CustomKeyStoreInvalidStateException");
    kms.call(
        kms.admin,
        "ScheduleKeyDeletion",
        ScheduleKeyDeletionRequest.builder().keyId(key.keyId()).pendingWindowInDays(7).build());
    disconnect(id);
    assertThat(describe(key).keyStateAsString()).isEqualTo("PendingDeletion");
    assertThat(refusedDeletion(id).code()).isEqualTo("CustomKeyStoreHasCMKsException");

    kms.pass(Duration.ofDays(7));
    delete(id);

    assertThat(refusedDeletion(id).code()).isEqualTo("CustomKeyStoreNotFoundException");
    assertThat(
            refusal(
                    "DescribeCustomKeyStores",
                    DescribeCustomKeyStoresRequest.builder().customKeyStoreName("store").build())
                .code())
        .isEqualTo("CustomKeyStoreNotFoundException");
  }

  @Test
  void limitsOfSecretsAreToldWithoutThem() {
    assertThat(
            refusedCreation(
                onCluster("store", CLUSTER, Certificates.FIRST).keyStorePassword("short")))
        .hasMessage(
            "1 validation error detected: Value at 'keyStorePassword' failed to satisfy"
                + " constraint: Member must have length greater than or equal to 7");
    assertThat(
            refusedCreation(
                external("xks", "/kms/xks/v1")
                    .xksProxyAuthenticationCredential(
                        c -> c.accessKeyId("ABCDEFGHIJKLMNOPQRST").rawSecretAccessKey("secret"))))
        .hasMessageContaining("xksProxyAuthenticationCredential.rawSecretAccessKey")
        .hasMessageNotContaining("'secret'");
  }

  @Test
  void noRecordShowsAPassword() {
    CreateCustomKeyStoreRequest request = onCluster("store", CLUSTER, Certificates.FIRST).build();
    Map<String, Object> shown =
        kms.<CreateCustomKeyStoreResponse>operation("CreateCustomKeyStore")
            .trail()
            .parameters()
            .apply(null, request);
    assertThat(shown).isEqualTo(Map.of("customKeyStoreName", "store", "clusterId", CLUSTER));
    create(onCluster("store", CLUSTER, Certificates.FIRST));
    assertThat(Shapes.record(entry(onlyStore()), Set.of()).toString()).doesNotContain(PASSWORD);
    connect(onlyStore());
    assertThat(kms.lastCall().trail().additional())
        .isEqualTo(Map.of("customKeyStoreName", "store", "clusterId", CLUSTER));
  }

  @Test
  void keyStoresTakePermissionsOfTheirOwn() {
    CreateCustomKeyStoreRequest request = onCluster("store", CLUSTER, Certificates.FIRST).build();

    assertThat(kms.refusal(kms.nobody, "CreateCustomKeyStore", request))
        .hasMessageContaining("kms:CreateCustomKeyStore on resource: *")
        .extracting("code")
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void anAccountHasTenStoresInARegion() {
    for (int i = 0; i < 10; i++) {
      create(external("xks" + i, "/" + i + "/kms/xks/v1"));
    }

    assertThat(refusedCreation(external("more", "/more/kms/xks/v1")).code())
        .isEqualTo("LimitExceededException");
  }
}
