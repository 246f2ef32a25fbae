package dev.trailmark.cloud.e2e;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.kms.keystore.Certificates;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** Every operation of KMS called at least once, by an account's root user. */
final class KmsTour implements AutoCloseable {
  static final String PASSWORD = "kmsPswd-of-tour";
  static final String TEXT = "the tour's plaintext";

  private static final Map<String, String> CONTEXT = Map.of("stage", "tour");

  private volatile Instant now = Instant.parse("2025-10-26T12:00:00Z");
  private final LabCloud lab = new LabCloud(Cloud.builder().clock(() -> now));
  private final KmsClient kms = lab.rootKms();

  /** Calls them all. */
  void run() {
    stores();
    replicas();
    imports();
    pairs();
    macs();
    String id = kms.createKey().keyMetadata().keyId();
    manage(id);
    alias(id);
    encrypt(id);
    grant(id);
    list(id);
    kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
    kms.cancelKeyDeletion(r -> r.keyId(id));
  }

  private void manage(String id) {
    kms.describeKey(r -> r.keyId(id));
    kms.updateKeyDescription(r -> r.keyId(id).description("toured"));
    kms.disableKey(r -> r.keyId(id));
    kms.enableKey(r -> r.keyId(id));
    kms.enableKeyRotation(r -> r.keyId(id).rotationPeriodInDays(90));
    kms.getKeyRotationStatus(r -> r.keyId(id));
    kms.rotateKeyOnDemand(r -> r.keyId(id));
    kms.listKeyRotations(r -> r.keyId(id));
    kms.disableKeyRotation(r -> r.keyId(id));
    String policy = kms.getKeyPolicy(r -> r.keyId(id)).policy();
    kms.putKeyPolicy(r -> r.keyId(id).policy(policy));
    kms.tagResource(r -> r.keyId(id).tags(Tag.builder().tagKey("stage").tagValue("tour").build()));
    kms.untagResource(r -> r.keyId(id).tagKeys("stage"));
  }

  private void alias(String id) {
    String other = kms.createKey().keyMetadata().keyId();
    kms.createAlias(r -> r.aliasName("alias/tour").targetKeyId(id));
    kms.listAliases();
    kms.updateAlias(r -> r.aliasName("alias/tour").targetKeyId(other));
    kms.deleteAlias(r -> r.aliasName("alias/tour"));
  }

  private void encrypt(String id) {
    SdkBytes blob =
        kms.encrypt(r -> r.keyId(id).plaintext(bytes(TEXT)).encryptionContext(CONTEXT))
            .ciphertextBlob();
    kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT));
    String other = kms.createKey().keyMetadata().keyId();
    kms.reEncrypt(
        r ->
            r.ciphertextBlob(blob)
                .sourceEncryptionContext(CONTEXT)
                .destinationKeyId(other)
                .destinationEncryptionContext(CONTEXT));
    kms.generateDataKey(r -> r.keyId(id).keySpec("AES_256").encryptionContext(CONTEXT));
    kms.generateDataKeyWithoutPlaintext(r -> r.keyId(id).numberOfBytes(16));
    kms.generateDataKeyPair(r -> r.keyId(id).keyPairSpec("ECC_NIST_P256"));
    kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(id).keyPairSpec("ECC_NIST_P256"));
    kms.generateRandom(r -> r.numberOfBytes(8));
    kms.getKeyLastUsage(r -> r.keyId(id));
  }

  private void grant(String id) {
    String root = "arn:aws:iam::" + lab.account.id() + ":root";
    CreateGrantResponse retired = grant(id, root, "retired");
    kms.listRetirableGrants(r -> r.retiringPrincipal(root));
    kms.retireGrant(r -> r.grantToken(retired.grantToken()));
    CreateGrantResponse revoked = grant(id, root, "revoked");
    kms.revokeGrant(r -> r.keyId(id).grantId(revoked.grantId()));
  }

  private CreateGrantResponse grant(String id, String principal, String name) {
    return kms.createGrant(
        r ->
            r.keyId(id)
                .granteePrincipal(principal)
                .retiringPrincipal(principal)
                .operationsWithStrings("Decrypt")
                .constraints(c -> c.encryptionContextSubset(CONTEXT))
                .name(name));
  }

  private void list(String id) {
    kms.listKeys(r -> r.limit(10));
    kms.listGrants(r -> r.keyId(id));
    kms.listKeyPolicies(r -> r.keyId(id));
    kms.listResourceTags(r -> r.keyId(id));
  }

  private void pairs() {
    String signing = key("ECC_NIST_P256", "SIGN_VERIFY");
    SdkBytes signature =
        kms.sign(r -> r.keyId(signing).message(bytes(TEXT)).signingAlgorithm("ECDSA_SHA_256"))
            .signature();
    kms.verify(
        r ->
            r.keyId(signing)
                .message(bytes(TEXT))
                .signature(signature)
                .signingAlgorithm("ECDSA_SHA_256"));
    String agreement = key("ECC_NIST_P256", "KEY_AGREEMENT");
    SdkBytes peer = kms.getPublicKey(r -> r.keyId(agreement)).publicKey();
    kms.deriveSharedSecret(r -> r.keyId(agreement).keyAgreementAlgorithm("ECDH").publicKey(peer));
    String kem = key("ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
    SdkBytes blob =
        kms.encapsulate(r -> r.keyId(kem).encapsulationAlgorithm("ML_KEM"))
            .sharedSecretCiphertextBlob();
    kms.decapsulate(
        r -> r.keyId(kem).encapsulationAlgorithm("ML_KEM").sharedSecretCiphertextBlob(blob));
  }

  private void macs() {
    String id = key("HMAC_256", "GENERATE_VERIFY_MAC");
    SdkBytes mac =
        kms.generateMac(r -> r.keyId(id).message(bytes(TEXT)).macAlgorithm("HMAC_SHA_256")).mac();
    kms.verifyMac(r -> r.keyId(id).message(bytes(TEXT)).mac(mac).macAlgorithm("HMAC_SHA_256"));
  }

  private String key(String spec, String usage) {
    return kms.createKey(r -> r.keySpec(spec).keyUsage(usage)).keyMetadata().keyId();
  }

  private void imports() {
    String id = kms.createKey(r -> r.origin("EXTERNAL")).keyMetadata().keyId();
    GetParametersForImportResponse parameters =
        kms.getParametersForImport(
            r -> r.keyId(id).wrappingAlgorithm("RSAES_OAEP_SHA_1").wrappingKeySpec("RSA_2048"));
    kms.importKeyMaterial(
        r ->
            r.keyId(id)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(wrapped(parameters.publicKey()))
                .expirationModel("KEY_MATERIAL_EXPIRES")
                .validTo(now.plus(Duration.ofDays(30))));
    kms.deleteImportedKeyMaterial(r -> r.keyId(id));
  }

  private static SdkBytes wrapped(SdkBytes publicKey) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(publicKey.asByteArray())));
      return SdkBytes.fromByteArray(cipher.doFinal(new byte[32]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void replicas() {
    KeyMetadata key = kms.createKey(r -> r.multiRegion(true)).keyMetadata();
    kms.replicateKey(r -> r.keyId(key.keyId()).replicaRegion("eu-west-1"));
    pass();
    kms.updatePrimaryRegion(r -> r.keyId(key.keyId()).primaryRegion("eu-west-1"));
  }

  private void stores() {
    String cluster = "cluster-2a23b4cdefg";
    String id =
        kms.createCustomKeyStore(
                r ->
                    r.customKeyStoreName("tour")
                        .cloudHsmClusterId(cluster)
                        .keyStorePassword(PASSWORD)
                        .trustAnchorCertificate(Certificates.FIRST))
            .customKeyStoreId();
    kms.updateCustomKeyStore(
        r -> r.customKeyStoreId(id).cloudHsmClusterId(cluster).keyStorePassword(PASSWORD));
    kms.connectCustomKeyStore(r -> r.customKeyStoreId(id));
    kms.describeCustomKeyStores(r -> r.customKeyStoreId(id));
    kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(id));
    kms.deleteCustomKeyStore(r -> r.customKeyStoreId(id));
  }

  private void pass() {
    now = now.plus(Duration.ofSeconds(5));
    lab.cloud.settle();
  }

  private static SdkBytes bytes(String text) {
    return SdkBytes.fromUtf8String(text);
  }

  /** What the trail tells of KMS, newest first. */
  List<Event> events() {
    return lab
        .trails()
        .lookupEventsPaginator(
            r ->
                r.lookupAttributes(
                    a ->
                        a.attributeKey(LookupAttributeKey.EVENT_SOURCE)
                            .attributeValue("kms.amazonaws.com")))
        .events()
        .stream()
        .toList();
  }

  @Override
  public void close() {
    lab.close();
  }
}
