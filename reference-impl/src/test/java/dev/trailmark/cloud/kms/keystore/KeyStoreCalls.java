package dev.trailmark.cloud.kms.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.ConnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeleteCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;

/** Custom key stores, and what tests do with them, as the administrator. */
abstract class KeyStoreCalls {
  static final String CLUSTER = "cluster-2a23b4cdefg";
  static final String PASSWORD = "kmsPswd";

  @AutoClose final KmsFixture kms = new KmsFixture();

  String onlyStore() {
    DescribeCustomKeyStoresResponse all =
        kms.call(
            kms.admin, "DescribeCustomKeyStores", DescribeCustomKeyStoresRequest.builder().build());
    return all.customKeyStores().get(0).customKeyStoreId();
  }

  static CreateCustomKeyStoreRequest.Builder onCluster(String name, String cluster, String anchor) {
    return CreateCustomKeyStoreRequest.builder()
        .customKeyStoreName(name)
        .cloudHsmClusterId(cluster)
        .keyStorePassword(PASSWORD)
        .trustAnchorCertificate(anchor);
  }

  static CreateCustomKeyStoreRequest.Builder external(String name, String path) {
    return CreateCustomKeyStoreRequest.builder()
        .customKeyStoreName(name)
        .customKeyStoreType("EXTERNAL_KEY_STORE")
        .xksProxyConnectivity("PUBLIC_ENDPOINT")
        .xksProxyUriEndpoint("https://myproxy.example.com")
        .xksProxyUriPath(path)
        .xksProxyAuthenticationCredential(
            c ->
                c.accessKeyId("ABCDE22345672EXAMPLE")
                    .rawSecretAccessKey("DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H/u9pSo="));
  }

  CreateCustomKeyStoreResponse create(CreateCustomKeyStoreRequest.Builder request) {
    return kms.call(kms.admin, "CreateCustomKeyStore", request.build());
  }

  /** A new CloudHSM key store. */
  String store(String name) {
    return create(onCluster(name, CLUSTER, Certificates.FIRST)).customKeyStoreId();
  }

  CustomKeyStoresListEntry store(String id, String state) {
    CustomKeyStoresListEntry entry = entry(id);
    assertThat(entry.connectionStateAsString()).isEqualTo(state);
    return entry;
  }

  CustomKeyStoresListEntry entry(String id) {
    DescribeCustomKeyStoresResponse found =
        kms.call(
            kms.admin,
            "DescribeCustomKeyStores",
            DescribeCustomKeyStoresRequest.builder().customKeyStoreId(id).build());
    return found.customKeyStores().get(0);
  }

  String connected(String id) {
    connect(id);
    kms.pass(Duration.ofSeconds(5));
    return id;
  }

  void connect(String id) {
    kms.call(kms.admin, "ConnectCustomKeyStore", connection(id));
  }

  ServiceException refusedConnection(String id) {
    return refusal("ConnectCustomKeyStore", connection(id));
  }

  static ConnectCustomKeyStoreRequest connection(String id) {
    return ConnectCustomKeyStoreRequest.builder().customKeyStoreId(id).build();
  }

  void disconnect(String id) {
    kms.call(
        kms.admin,
        "DisconnectCustomKeyStore",
        DisconnectCustomKeyStoreRequest.builder().customKeyStoreId(id).build());
  }

  ServiceException refusedDisconnect(String id) {
    return refusal(
        "DisconnectCustomKeyStore",
        DisconnectCustomKeyStoreRequest.builder().customKeyStoreId(id).build());
  }

  void delete(String id) {
    kms.call(
        kms.admin,
        "DeleteCustomKeyStore",
        DeleteCustomKeyStoreRequest.builder().customKeyStoreId(id).build());
  }

  ServiceException refusedDeletion(String id) {
    return refusal(
        "DeleteCustomKeyStore", DeleteCustomKeyStoreRequest.builder().customKeyStoreId(id).build());
  }

  void update(String id, Consumer<UpdateCustomKeyStoreRequest.Builder> change) {
    kms.call(kms.admin, "UpdateCustomKeyStore", updating(id, change));
  }

  ServiceException refusedUpdate(String id, Consumer<UpdateCustomKeyStoreRequest.Builder> change) {
    return refusal("UpdateCustomKeyStore", updating(id, change));
  }

  static UpdateCustomKeyStoreRequest updating(
      String id, Consumer<UpdateCustomKeyStoreRequest.Builder> change) {
    return UpdateCustomKeyStoreRequest.builder().customKeyStoreId(id).applyMutation(change).build();
  }

  ServiceException refusedCreation(CreateCustomKeyStoreRequest.Builder request) {
    return refusal("CreateCustomKeyStore", request.build());
  }

  ServiceException refusal(String operation, SdkPojo input) {
    return kms.refusal(kms.admin, operation, input);
  }

  KeyMetadata keyIn(String store) {
    CreateKeyResponse made =
        kms.call(
            kms.admin,
            "CreateKey",
            CreateKeyRequest.builder().origin("AWS_CLOUDHSM").customKeyStoreId(store).build());
    return made.keyMetadata();
  }

  KeyMetadata describe(KeyMetadata key) {
    DescribeKeyResponse found =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build());
    return found.keyMetadata();
  }

  static EncryptRequest encryption(KeyMetadata key) {
    return EncryptRequest.builder()
        .keyId(key.keyId())
        .plaintext(SdkBytes.fromUtf8String("text"))
        .build();
  }

  SdkBytes encrypt(KeyMetadata key) {
    EncryptResponse sealed = kms.call(kms.admin, "Encrypt", encryption(key));
    return sealed.ciphertextBlob();
  }

  DecryptResponse decrypt(SdkBytes blob) {
    return kms.call(kms.admin, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build());
  }
}
