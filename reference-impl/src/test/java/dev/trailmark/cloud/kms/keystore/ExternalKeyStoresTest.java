package dev.trailmark.cloud.kms.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

class ExternalKeyStoresTest extends KeyStoreCalls {

  @Test
  void anExternalKeyServesOneKey() {
    String id = connected(create(external("xks", "/kms/xks/v1")).customKeyStoreId());
    CreateKeyRequest request =
        CreateKeyRequest.builder()
            .origin("EXTERNAL_KEY_STORE")
            .customKeyStoreId(id)
            .xksKeyId("bb8562717f809024")
            .build();

    CreateKeyResponse made = kms.call(kms.admin, "CreateKey", request);

    assertThat(made.keyMetadata().xksKeyConfiguration().id()).isEqualTo("bb8562717f809024");
    assertThat(made.keyMetadata().cloudHsmClusterId()).isNull();
    assertThat(decrypt(encrypt(made.keyMetadata())).plaintext().asUtf8String()).isEqualTo("text");
    assertThat(refusal("CreateKey", request).code()).isEqualTo("XksKeyAlreadyInUseException");
    assertThat(
            refusal(
                    "GenerateRandom",
                    GenerateRandomRequest.builder().numberOfBytes(8).customKeyStoreId(id).build())
                .code())
        .isEqualTo("UnsupportedOperationException");
    GenerateRandomResponse random =
        kms.call(
            kms.admin,
            "GenerateRandom",
            GenerateRandomRequest.builder()
                .numberOfBytes(8)
                .customKeyStoreId(connected(store("hsm")))
                .build());
    assertThat(random.plaintext().asByteArray()).hasSize(8);
  }

  @Test
  void aProxyBelongsToOneStoreAndItsSecretIsShownNowhere() {
    String id = create(external("xks", "/kms/xks/v1")).customKeyStoreId();
    assertThat(entry(id).xksProxyConfiguration().accessKeyId()).isEqualTo("ABCDE22345672EXAMPLE");
    assertThat(entry(id).toString()).doesNotContain("DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H");

    assertThat(refusedCreation(external("other", "/kms/xks/v1")).code())
        .isEqualTo("XksProxyUriInUseException");
    assertThat(
            refusedCreation(
                    external("other", "/b/kms/xks/v1")
                        .xksProxyConnectivity("VPC_ENDPOINT_SERVICE")
                        .xksProxyVpcEndpointServiceName(
                            "com.amazonaws.vpce.us-east-1.vpce-svc-example1"))
                .code())
        .isEqualTo("XksProxyUriEndpointInUseException");
    assertThat(
            refusedCreation(
                    external("other", "/b/kms/xks/v1").xksProxyConnectivity("VPC_ENDPOINT_SERVICE"))
                .code())
        .isEqualTo("ValidationException");
    create(external("other", "/b/kms/xks/v1"));
    connected(id);
    update(id, r -> r.xksProxyUriPath("/c/kms/xks/v1"));
    assertThat(refusedUpdate(id, r -> r.xksProxyUriEndpoint("https://b.example.com")).code())
        .isEqualTo("CustomKeyStoreInvalidStateException");
    assertThat(refusedUpdate(id, r -> r.keyStorePassword(PASSWORD)).code())
        .isEqualTo("ValidationException");
    disconnect(id);
    assertThat(refusedUpdate(id, r -> r.xksProxyUriPath("/b/kms/xks/v1")).code())
        .isEqualTo("XksProxyUriInUseException");
    update(
        id,
        r ->
            r.xksProxyConnectivity("VPC_ENDPOINT_SERVICE")
                .xksProxyUriEndpoint("https://vpc.example.com")
                .xksProxyVpcEndpointServiceName("com.amazonaws.vpce.us-east-1.vpce-svc-example1"));
    assertThat(entry(id).xksProxyConfiguration().vpcEndpointServiceOwner())
        .isEqualTo(KmsFixture.ACCOUNT);
  }
}
