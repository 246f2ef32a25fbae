package dev.trailmark.cloud.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.GoldenFile;
import dev.trailmark.cloud.kms.keystore.Certificates;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What goes over the wire for each family of KMS's operations, request and answer byte for byte, as
 * {@code src/test/resources/golden/kms} has it. The requests are written here as JSON, not by the
 * code that is tested. Run with {@code -Dtrailmark.golden=write} to write the files anew after a
 * change that is meant, and read the difference.
 */
class KmsWireTest {
  private static final String TEXT = Base64.getEncoder().encodeToString("text".getBytes(UTF_8));

  /** Calls a family's operations. */
  private interface Family {
    void call(WireLog kms) throws Exception;
  }

  @TestFactory
  Iterable<DynamicTest> whatGoesOverTheWireIsAsTheGoldenFileHasIt() {
    Map<String, Family> families = new TreeMap<>();
    families.put("keys", KmsWireTest::keys);
    families.put("encryption", KmsWireTest::encryption);
    families.put("data-keys", KmsWireTest::dataKeys);
    families.put("signatures", KmsWireTest::signatures);
    families.put("macs", KmsWireTest::macs);
    families.put("agreement", KmsWireTest::agreement);
    families.put("encapsulation", KmsWireTest::encapsulation);
    families.put("imports", KmsWireTest::imports);
    families.put("rotation", KmsWireTest::rotation);
    families.put("multi-region", KmsWireTest::multiRegion);
    families.put("grants", KmsWireTest::grants);
    families.put("key-stores", KmsWireTest::keyStores);
    families.put("policies", KmsWireTest::policies);
    families.put("tags", KmsWireTest::tags);
    families.put("aliases", KmsWireTest::aliases);
    families.put("errors", KmsWireTest::errors);
    return families.entrySet().stream()
        .map(family -> DynamicTest.dynamicTest(family.getKey(), () -> check(family)))
        .toList();
  }

  private static void check(Map.Entry<String, Family> family) throws Exception {
    try (WireLog kms = new WireLog()) {
      family.getValue().call(kms);
      GoldenFile.check("kms/" + family.getKey() + ".txt", kms.text());
    }
  }

  private static String key(WireLog kms, String members) throws Exception {
    return kms.call("CreateKey", "{" + members + "}").at("/KeyMetadata/KeyId").textValue();
  }

  private static void keys(WireLog kms) throws Exception {
    String id = key(kms, "'Description':'the first','Tags':[{'TagKey':'a','TagValue':'1'}]");
    key(kms, "");
    kms.call("DescribeKey", "{'KeyId':'arn:aws:kms:us-east-1:111122223333:key/" + id + "'}");
    JsonNode page = kms.call("ListKeys", "{'Limit':1}");
    kms.call("ListKeys", "{'Marker':'" + page.get("NextMarker").textValue() + "'}");
    kms.call("ListKeys", "{'Marker':'none'}");
    kms.call("UpdateKeyDescription", "{'KeyId':'" + id + "','Description':'described'}");
    kms.call("DisableKey", "{'KeyId':'" + id + "'}");
    kms.call("Encrypt", "{'KeyId':'" + id + "','Plaintext':'" + TEXT + "'}");
    kms.call("EnableKey", "{'KeyId':'" + id + "'}");
    kms.call("ScheduleKeyDeletion", "{'KeyId':'" + id + "','PendingWindowInDays':7}");
    kms.call("DescribeKey", "{'KeyId':'" + id + "'}");
    kms.call("EnableKey", "{'KeyId':'" + id + "'}");
    kms.call("CancelKeyDeletion", "{'KeyId':'" + id + "'}");
    kms.call("GetKeyLastUsage", "{'KeyId':'" + id + "'}");
  }

  private static void encryption(WireLog kms) throws Exception {
    String id = key(kms, "");
    String other = key(kms, "");
    JsonNode sealed =
        kms.call(
            "Encrypt",
            "{'KeyId':'" + id + "','Plaintext':'" + TEXT + "','EncryptionContext':{'a':'1'}}");
    String blob = sealed.get("CiphertextBlob").textValue();
    kms.call("Decrypt", "{'CiphertextBlob':'" + blob + "','EncryptionContext':{'a':'1'}}");
    kms.call("Decrypt", "{'CiphertextBlob':'" + blob + "'}");
    kms.call("Decrypt", "{'CiphertextBlob':'" + blob + "','KeyId':'" + other + "'}");
    kms.call(
        "ReEncrypt",
        "{'CiphertextBlob':'"
            + blob
            + "','SourceEncryptionContext':{'a':'1'},'DestinationKeyId':'"
            + other
            + "'}");
    kms.call("Encrypt", "{'KeyId':'" + id + "','Plaintext':'" + TEXT + "','DryRun':true}");
    kms.call("Encrypt", "{'KeyId':'" + id + "','Plaintext':''}");
  }

  private static void dataKeys(WireLog kms) throws Exception {
    String id = key(kms, "");
    kms.call("GenerateDataKey", "{'KeyId':'" + id + "','KeySpec':'AES_256'}");
    kms.call("GenerateDataKeyWithoutPlaintext", "{'KeyId':'" + id + "','NumberOfBytes':16}");
    kms.call("GenerateDataKey", "{'KeyId':'" + id + "'}");
    kms.call("GenerateDataKey", "{'KeyId':'" + id + "','NumberOfBytes':1025}");
    kms.call("GenerateDataKeyPair", "{'KeyId':'" + id + "','KeyPairSpec':'ECC_NIST_P256'}");
    kms.call(
        "GenerateDataKeyPairWithoutPlaintext",
        "{'KeyId':'" + id + "','KeyPairSpec':'ECC_SECG_P256K1','EncryptionContext':{'a':'1'}}");
    kms.call("GenerateRandom", "{'NumberOfBytes':8}");
    kms.call("GenerateRandom", "{}");
  }

  private static void signatures(WireLog kms) throws Exception {
    String id = key(kms, "'KeySpec':'ECC_NIST_EDWARDS25519','KeyUsage':'SIGN_VERIFY'");
    String message = "'Message':'" + TEXT + "','SigningAlgorithm':'ED25519_SHA_512'";
    kms.call("GetPublicKey", "{'KeyId':'" + id + "'}");
    String signature =
        kms.call("Sign", "{'KeyId':'" + id + "'," + message + "}").get("Signature").textValue();
    kms.call("Verify", "{'KeyId':'" + id + "'," + message + ",'Signature':'" + signature + "'}");
    kms.call("Verify", "{'KeyId':'" + id + "'," + message + ",'Signature':'" + TEXT + "'}");
    String curve = key(kms, "'KeySpec':'ECC_NIST_P256','KeyUsage':'SIGN_VERIFY'");
    kms.call(
        "Sign",
        "{'KeyId':'" + curve + "','Message':'" + TEXT + "','SigningAlgorithm':'ECDSA_SHA_256'}",
        "Signature");
    kms.call(
        "Sign",
        "{'KeyId':'"
            + curve
            + "','Message':'"
            + TEXT
            + "','MessageType':'DIGEST','SigningAlgorithm':'ECDSA_SHA_256'}");
    kms.call("Sign", "{'KeyId':'" + curve + "'," + message + "}");
    kms.call("Encrypt", "{'KeyId':'" + curve + "','Plaintext':'" + TEXT + "'}");
  }

  private static void macs(WireLog kms) throws Exception {
    String id = key(kms, "'KeySpec':'HMAC_256','KeyUsage':'GENERATE_VERIFY_MAC'");
    String message = "'KeyId':'" + id + "','Message':'" + TEXT + "','MacAlgorithm':'HMAC_SHA_256'";
    String mac = kms.call("GenerateMac", "{" + message + "}").get("Mac").textValue();
    kms.call("VerifyMac", "{" + message + ",'Mac':'" + mac + "'}");
    kms.call("VerifyMac", "{" + message + ",'Mac':'" + TEXT + "'}");
    kms.call("CreateKey", "{'KeySpec':'HMAC_256'}");
  }

  private static void agreement(WireLog kms) throws Exception {
    String own = key(kms, "'KeySpec':'ECC_NIST_P256','KeyUsage':'KEY_AGREEMENT'");
    String other = key(kms, "'KeySpec':'ECC_NIST_P256','KeyUsage':'KEY_AGREEMENT'");
    String peer =
        kms.call("GetPublicKey", "{'KeyId':'" + other + "'}").get("PublicKey").textValue();
    String start = "{'KeyId':'" + own + "','KeyAgreementAlgorithm':'ECDH','PublicKey':'";
    kms.call("DeriveSharedSecret", start + peer + "'}");
    kms.call("DeriveSharedSecret", start + TEXT + "'}");
  }

  private static void encapsulation(WireLog kms) throws Exception {
    String id = key(kms, "'KeySpec':'ML_KEM_512','KeyUsage':'ENCAPSULATE_DECAPSULATE'");
    kms.call("GetPublicKey", "{'KeyId':'" + id + "'}");
    String start = "{'KeyId':'" + id + "','EncapsulationAlgorithm':'ML_KEM'";
    String blob =
        kms.call("Encapsulate", start + "}").get("SharedSecretCiphertextBlob").textValue();
    String sent = start + ",'SharedSecretCiphertextBlob':'";
    kms.call("Decapsulate", sent + blob + "'}");
    kms.call("Decapsulate", sent + TEXT + "'}");
    kms.call("Decapsulate", sent + blob + "','DryRun':true}");
    kms.call("Encapsulate", "{'KeyId':'" + id + "','EncapsulationAlgorithm':'ECDH'}");
    kms.call("Decapsulate", start + "}");
    kms.call("CreateKey", "{'KeySpec':'ML_KEM_512'}");
    kms.call("CreateKey", "{'KeySpec':'ML_KEM_512','KeyUsage':'KEY_AGREEMENT'}");
  }

  private static void imports(WireLog kms) throws Exception {
    String id = key(kms.withoutRequestIds(), "'Origin':'EXTERNAL'");
    JsonNode parameters =
        kms.call(
            "GetParametersForImport",
            "{'KeyId':'"
                + id
                + "','WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'}",
            "PublicKey",
            "ImportToken");
    String wrapped = wrap(parameters.get("PublicKey").textValue());
    String material =
        "{'KeyId':'"
            + id
            + "','ImportToken':'"
            + parameters.get("ImportToken").textValue()
            + "','EncryptedKeyMaterial':'"
            + wrapped
            + "'";
    String[] masked = {"EncryptedKeyMaterial", "ImportToken"};
    kms.call("ImportKeyMaterial", material + "}", masked);
    kms.call("ImportKeyMaterial", material + ",'ValidTo':1798761600}", masked);
    kms.call("DescribeKey", "{'KeyId':'" + id + "'}");
    kms.call("DeleteImportedKeyMaterial", "{'KeyId':'" + id + "'}");
    kms.call("DescribeKey", "{'KeyId':'" + id + "'}");
    kms.call(
        "ImportKeyMaterial",
        material + ",'ImportToken':'" + TEXT + "','ValidTo':1798761600}",
        masked);
  }

  private static String wrap(String publicKey) throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return Base64.getEncoder().encodeToString(cipher.doFinal(new byte[32]));
  }

  private static void rotation(WireLog kms) throws Exception {
    String id = key(kms, "");
    kms.call("GetKeyRotationStatus", "{'KeyId':'" + id + "'}");
    kms.call("EnableKeyRotation", "{'KeyId':'" + id + "','RotationPeriodInDays':90}");
    kms.call("EnableKeyRotation", "{'KeyId':'" + id + "','RotationPeriodInDays':89}");
    kms.call("GetKeyRotationStatus", "{'KeyId':'" + id + "'}");
    kms.call("RotateKeyOnDemand", "{'KeyId':'" + id + "'}");
    kms.call("ListKeyRotations", "{'KeyId':'" + id + "'}");
    kms.call(
        "ListKeyRotations",
        "{'KeyId':'" + id + "','IncludeKeyMaterial':'ALL_KEY_MATERIAL','Limit':1}");
    kms.call("DisableKeyRotation", "{'KeyId':'" + id + "'}");
    kms.call("GetKeyRotationStatus", "{'KeyId':'alias/a'}");
  }

  private static void multiRegion(WireLog kms) throws Exception {
    String id = key(kms, "'MultiRegion':true");
    kms.call("ReplicateKey", "{'KeyId':'" + id + "','ReplicaRegion':'us-west-2'}");
    kms.call("ReplicateKey", "{'KeyId':'" + id + "','ReplicaRegion':'us-west-2'}");
    kms.call("DescribeKey", "{'KeyId':'" + id + "'}");
    kms.in("us-west-2").call("DescribeKey", "{'KeyId':'" + id + "'}");
    kms.call("ReplicateKey", "{'KeyId':'" + id + "','ReplicaRegion':'eu-west-1'}");
    kms.in("us-east-1")
        .call("UpdatePrimaryRegion", "{'KeyId':'" + id + "','PrimaryRegion':'eu-west-1'}");
    kms.call("ScheduleKeyDeletion", "{'KeyId':'" + id + "','PendingWindowInDays':7}");
    kms.call("DescribeKey", "{'KeyId':'" + id + "'}");
  }

  private static void grants(WireLog kms) throws Exception {
    String id = key(kms, "");
    String user = "'arn:aws:iam::111122223333:user/nobody'";
    String start =
        "{'KeyId':'" + id + "','GranteePrincipal':" + user + ",'RetiringPrincipal':" + user;
    JsonNode grant =
        kms.call(
            "CreateGrant",
            start
                + ",'Operations':['Decrypt','Encrypt'],'Name':'first',"
                + "'Constraints':{'EncryptionContextSubset':{'team':'a'}}}");
    kms.call("CreateGrant", start + ",'Operations':['Sign']}");
    JsonNode other =
        kms.call(
            "CreateGrant",
            "{'KeyId':'"
                + id
                + "','GranteeServicePrincipal':'dynamodb.amazonaws.com',"
                + "'RetiringServicePrincipal':'dynamodb.amazonaws.com','Operations':['Encrypt'],"
                + "'Constraints':{'SourceArn':'arn:aws:dynamodb:us-east-1:111122223333:table/t'}}");
    JsonNode page = kms.call("ListGrants", "{'KeyId':'" + id + "','Limit':1}");
    kms.call(
        "ListGrants",
        "{'KeyId':'" + id + "','Marker':'" + page.get("NextMarker").textValue() + "'}");
    kms.call("ListRetirableGrants", "{'RetiringPrincipal':" + user + "}");
    kms.call(
        "RevokeGrant",
        "{'KeyId':'" + id + "','GrantId':'" + other.get("GrantId").textValue() + "'}");
    kms.call("RevokeGrant", "{'KeyId':'" + id + "','GrantId':'none'}");
    kms.as("nobody")
        .call("RetireGrant", "{'GrantToken':'" + grant.get("GrantToken").textValue() + "'}");
    kms.call("RetireGrant", "{'GrantToken':'none'}");
  }

  private static void keyStores(WireLog kms) throws Exception {
    String certificate = Certificates.FIRST.replace("\n", "\\n");
    JsonNode made =
        kms.call(
            "CreateCustomKeyStore",
            "{'CustomKeyStoreName':'mine','CloudHsmClusterId':'cluster-2a23b4cdefg',"
                + "'KeyStorePassword':'kmsPswd','TrustAnchorCertificate':'"
                + certificate
                + "'}");
    String store = "{'CustomKeyStoreId':'" + made.get("CustomKeyStoreId").textValue() + "'";
    kms.call("DescribeCustomKeyStores", "{}");
    kms.call("CreateKey", store + ",'Origin':'AWS_CLOUDHSM'}");
    kms.call("ConnectCustomKeyStore", store + "}");
    kms.call("DescribeCustomKeyStores", store + "}");
    kms.call("UpdateCustomKeyStore", store + ",'NewCustomKeyStoreName':'yours'}");
    kms.call("DisconnectCustomKeyStore", store + "}");
    kms.call("UpdateCustomKeyStore", store + ",'NewCustomKeyStoreName':'yours'}");
    kms.call("DeleteCustomKeyStore", store + "}");
    kms.call("DeleteCustomKeyStore", store + "}");
  }

  private static void policies(WireLog kms) throws Exception {
    String id = key(kms, "");
    kms.call("ListKeyPolicies", "{'KeyId':'" + id + "'}");
    kms.call("GetKeyPolicy", "{'KeyId':'" + id + "','PolicyName':'default'}");
    String policy =
        "{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[{\\'Effect\\':\\'Allow\\',\\'Principal\\':"
            + "{\\'AWS\\':\\'%s\\'},\\'Action\\':\\'kms:*\\',\\'Resource\\':\\'*\\'}]}";
    String start = "{'KeyId':'" + id + "','Policy':'";
    kms.call("PutKeyPolicy", start + policy.formatted("arn:aws:iam::111122223333:root") + "'}");
    kms.call("GetKeyPolicy", "{'KeyId':'" + id + "'}");
    kms.call("PutKeyPolicy", start + policy.formatted("arn:aws:iam::444455556666:root") + "'}");
    kms.call("PutKeyPolicy", start + policy.formatted("arn:aws:iam::111122223333:user/x") + "'}");
    kms.call("PutKeyPolicy", start + "no policy'}");
  }

  private static void tags(WireLog kms) throws Exception {
    String id = key(kms, "");
    kms.call(
        "TagResource",
        "{'KeyId':'"
            + id
            + "','Tags':[{'TagKey':'a','TagValue':'1'},{'TagKey':'b','TagValue':''}]}");
    JsonNode page = kms.call("ListResourceTags", "{'KeyId':'" + id + "','Limit':1}");
    kms.call(
        "ListResourceTags",
        "{'KeyId':'" + id + "','Marker':'" + page.get("NextMarker").textValue() + "'}");
    kms.call("TagResource", "{'KeyId':'" + id + "','Tags':[{'TagKey':'aws:a','TagValue':'1'}]}");
    kms.call("UntagResource", "{'KeyId':'" + id + "','TagKeys':['a']}");
    kms.call("ListResourceTags", "{'KeyId':'" + id + "'}");
  }

  private static void aliases(WireLog kms) throws Exception {
    String id = key(kms, "");
    String other = key(kms, "");
    kms.call("CreateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + id + "'}");
    kms.call("CreateAlias", "{'AliasName':'alias/b','TargetKeyId':'" + id + "'}");
    kms.call("CreateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + id + "'}");
    kms.call("CreateAlias", "{'AliasName':'a','TargetKeyId':'" + id + "'}");
    kms.call("CreateAlias", "{'AliasName':'alias/aws/a','TargetKeyId':'" + id + "'}");
    JsonNode page = kms.call("ListAliases", "{'KeyId':'" + id + "','Limit':1}");
    kms.call(
        "ListAliases",
        "{'KeyId':'" + id + "','Marker':'" + page.get("NextMarker").textValue() + "'}");
    kms.call("UpdateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + other + "'}");
    kms.call("DeleteAlias", "{'AliasName':'alias/b'}");
    kms.call("DeleteAlias", "{'AliasName':'alias/b'}");
    kms.call("ListAliases", "{}");
  }

  /** Each shape of an error: with a message, without, with {@code Message}, before any service. */
  private static void errors(WireLog kms) throws Exception {
    String id = key(kms, "");
    kms.call("DescribeKey", "{'KeyId':'none'}");
    kms.call("DescribeKey", "{}");
    kms.call("DescribeKey", "{'KeyId':7}");
    kms.call("DescribeKey", "{'KeyId'");
    kms.call("ListKeys", "{'Limit':0}");
    kms.call("Decrypt", "{'CiphertextBlob':'" + TEXT + "'}");
    kms.call(
        "Decrypt",
        "{'CiphertextBlob':'" + TEXT + "','Recipient':{'AttestationDocument':'" + TEXT + "'}}");
    kms.call("Fly", "{}");
    kms.callSignedBy("ListKeys", "{}", null);
    kms.callSignedBy("ListKeys", "{}", "AKIAUNKNOWN");
    kms.as("nobody").call("DescribeKey", "{'KeyId':'" + id + "'}");
    JsonNode hidden =
        kms.as("stranger")
            .call("DescribeKey", "{'KeyId':'arn:aws:kms:us-east-1:111122223333:key/" + id + "'}");
    assertThat(hidden.get("__type").textValue()).isEqualTo("AccessDeniedException");
  }
}
