package dev.trailmark.cloud.kms.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyRequest;

/**
 * The condition keys of signatures, MACs, agreements, data key pairs, grants, imports and rotation:
 * a policy with that condition lets the request that has the value pass and refuses its twin.
 */
class KmsFamilyConditionKeysTest {
  private static final SdkBytes TEXT = SdkBytes.fromUtf8String("text");
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/one";
  private static final SdkBytes DIGEST = SdkBytes.fromByteArray(new byte[32]);

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final String symmetric = kms.createKey().keyId();

  /**
   * A condition on an operation, a request that meets it and one that does not.
   *
   * @param condition with {@code '} for {@code "}
   * @param passes makes the request; its key, too
   */
  private record Row(
      String operation,
      String condition,
      Function<KmsFamilyConditionKeysTest, SdkPojo> passes,
      Function<KmsFamilyConditionKeysTest, SdkPojo> fails) {
    @Override
    public String toString() {
      return operation + " if " + condition;
    }
  }

  static List<Row> signatures() {
    return List.of(
        new Row(
            "Sign",
            "'StringEquals':{'kms:SigningAlgorithm':'ECDSA_SHA_256'}",
            t -> t.sign("ECDSA_SHA_256", "RAW", TEXT),
            t -> t.sign("ECDSA_SHA_384", "RAW", TEXT)),
        new Row(
            "Sign",
            "'StringEquals':{'kms:MessageType':'DIGEST'}",
            t -> t.sign("ECDSA_SHA_256", "DIGEST", DIGEST),
            t -> t.sign("ECDSA_SHA_256", "RAW", TEXT)),
        new Row(
            "Sign",
            "'StringEquals':{'kms:MessageType':'RAW'}",
            t -> t.sign("ECDSA_SHA_256", null, TEXT),
            t -> t.sign("ECDSA_SHA_256", "DIGEST", DIGEST)),
        new Row(
            "Verify",
            "'StringEquals':{'kms:SigningAlgorithm':'ECDSA_SHA_256'}",
            t -> t.verify("ECDSA_SHA_256", "RAW", TEXT),
            t -> t.verify("ECDSA_SHA_384", "RAW", TEXT)),
        new Row(
            "Verify",
            "'StringEquals':{'kms:MessageType':'DIGEST'}",
            t -> t.verify("ECDSA_SHA_256", "DIGEST", DIGEST),
            t -> t.verify("ECDSA_SHA_256", "RAW", TEXT)),
        new Row(
            "GenerateMac",
            "'StringEquals':{'kms:MacAlgorithm':'HMAC_SHA_256'}",
            t -> t.mac("HMAC_256", "HMAC_SHA_256"),
            t -> t.mac("HMAC_384", "HMAC_SHA_384")),
        new Row(
            "VerifyMac",
            "'StringEquals':{'kms:MacAlgorithm':'HMAC_SHA_256'}",
            t -> t.verifyMac("HMAC_256", "HMAC_SHA_256"),
            t -> t.verifyMac("HMAC_512", "HMAC_SHA_512")),
        new Row(
            "DeriveSharedSecret",
            "'StringEquals':{'kms:KeyAgreementAlgorithm':'ECDH','kms:KeySpec':'ECC_NIST_P256'}",
            t -> t.agree("ECC_NIST_P256"),
            t -> t.agree("ECC_NIST_P384")),
        new Row(
            "Encapsulate",
            "'StringEquals':{'kms:EncapsulationAlgorithm':'ML_KEM','kms:KeySpec':'ML_KEM_512'}",
            t -> t.encapsulation("ML_KEM_512"),
            t -> t.encapsulation("ML_KEM_768")),
        new Row(
            "Decapsulate",
            "'StringEquals':{'kms:EncapsulationAlgorithm':'ML_KEM','kms:KeySpec':'ML_KEM_768'}",
            t -> t.decapsulation("ML_KEM_768"),
            t -> t.decapsulation("ML_KEM_1024")),
        new Row(
            "GenerateDataKeyPair",
            "'StringEquals':{'kms:DataKeyPairSpec':'ECC_NIST_P256'}",
            t -> t.pair("ECC_NIST_P256"),
            t -> t.pair("ECC_NIST_P384")),
        new Row(
            "GenerateDataKeyPairWithoutPlaintext",
            "'StringEquals':{'kms:DataKeyPairSpec':'ECC_NIST_P256'}",
            t -> t.hiddenPair("ECC_NIST_P256"),
            t -> t.hiddenPair("ECC_NIST_P521")));
  }

  static List<Row> grants() {
    String nobody = "arn:aws:iam::111122223333:user/nobody";
    String admin = "arn:aws:iam::111122223333:user/admin";
    GrantConstraints equal =
        GrantConstraints.builder().encryptionContextEquals(Map.of("a", "1")).build();
    GrantConstraints subset =
        GrantConstraints.builder().encryptionContextSubset(Map.of("a", "1")).build();
    return List.of(
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:GranteePrincipal':'" + nobody + "'}",
            t -> t.grant(nobody, null, null, "Encrypt"),
            t -> t.grant(admin, null, null, "Encrypt")),
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:RetiringPrincipal':'" + admin + "'}",
            t -> t.grant(nobody, admin, null, "Encrypt"),
            t -> t.grant(nobody, nobody, null, "Encrypt")),
        new Row(
            "CreateGrant",
            "'ForAllValues:StringEquals':{'kms:GrantOperations':['Encrypt','Decrypt']}",
            t -> t.grant(nobody, null, null, "Encrypt", "Decrypt"),
            t -> t.grant(nobody, null, null, "Encrypt", "GenerateDataKey")),
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:GrantConstraintType':'EncryptionContextEquals'}",
            t -> t.grant(nobody, null, equal, "Encrypt"),
            t -> t.grant(nobody, null, subset, "Encrypt")),
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:GrantConstraintType':'EncryptionContextSubset'}",
            t -> t.grant(nobody, null, subset, "Encrypt"),
            t -> t.grant(nobody, null, null, "Encrypt")),
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:EncryptionContext:a':'1'}",
            t -> t.grant(nobody, null, equal, "Encrypt"),
            t -> t.grant(nobody, null, null, "Encrypt")),
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:GranteeServicePrincipal':'one.amazonaws.com'}",
            t -> t.serviceGrant("one.amazonaws.com", "one.amazonaws.com", TABLE),
            t -> t.serviceGrant("two.amazonaws.com", "one.amazonaws.com", TABLE)),
        new Row(
            "CreateGrant",
            "'StringEquals':{'kms:RetiringServicePrincipal':'one.amazonaws.com'}",
            t -> t.serviceGrant("one.amazonaws.com", "one.amazonaws.com", TABLE),
            t -> t.serviceGrant("one.amazonaws.com", "two.amazonaws.com", TABLE)),
        new Row(
            "CreateGrant",
            "'ArnLike':{'kms:GrantConstraintSourceArn':'arn:aws:dynamodb:*:*:table/one'}",
            t -> t.serviceGrant("one.amazonaws.com", "one.amazonaws.com", TABLE),
            t -> t.serviceGrant("one.amazonaws.com", "one.amazonaws.com", TABLE + "-other")),
        new Row(
            "RetireGrant",
            "'StringEquals':{'kms:GrantConstraintType':'EncryptionContextEquals'}",
            t -> t.retirement(equal),
            t -> t.retirement(subset)),
        new Row(
            "RetireGrant",
            "'StringEquals':{'kms:EncryptionContext:a':'1'}",
            t -> t.retirement(equal),
            t -> t.retirement(null)));
  }

  static List<Row> material() {
    return List.of(
        new Row(
            "GetParametersForImport",
            "'StringEquals':{'kms:WrappingAlgorithm':'RSAES_OAEP_SHA_256'}",
            t -> t.parameters("RSAES_OAEP_SHA_256", "RSA_2048"),
            t -> t.parameters("RSAES_OAEP_SHA_1", "RSA_2048")),
        new Row(
            "GetParametersForImport",
            "'StringEquals':{'kms:WrappingKeySpec':'RSA_2048'}",
            t -> t.parameters("RSAES_OAEP_SHA_256", "RSA_2048"),
            t -> t.parameters("RSAES_OAEP_SHA_256", "RSA_3072")),
        new Row(
            "EnableKeyRotation",
            "'NumericLessThanEquals':{'kms:RotationPeriodInDays':180}",
            t -> t.rotation(180),
            t -> t.rotation(181)),
        new Row(
            "EnableKeyRotation",
            "'Null':{'kms:RotationPeriodInDays':'false'}",
            t -> t.rotation(90),
            t -> t.rotation(null)));
  }

  @ParameterizedTest
  @MethodSource({"signatures", "grants", "material"})
  void aRequestWithTheValuePassesAndItsTwinDoesNot(Row row) {
    SdkPojo passing = row.passes().apply(this);
    SdkPojo failing = row.fails().apply(this);
    Principal tester = tester(row.operation(), row.condition());

    SdkPojo answer = kms.call(tester, row.operation(), passing);

    assertThat(answer).isNotNull();
    assertDenied(kms.refusal(tester, row.operation(), failing), row.operation());
    assertThat((SdkPojo) kms.call(kms.admin, row.operation(), failing))
        .as("what only the condition refuses")
        .isNotNull();
  }

  /** An import that is allowed gets as far as its token, which here is none. */
  @Test
  void whenAnImportExpiresIsACondition() {
    String key = external();
    Principal lasting =
        tester(
            "ImportKeyMaterial",
            "'StringEquals':{'kms:ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'}");
    assertReachesTheToken(lasting, importOf(key, "KEY_MATERIAL_DOES_NOT_EXPIRE", null));
    assertDenied(
        kms.refusal(
            lasting,
            "ImportKeyMaterial",
            importOf(key, "KEY_MATERIAL_EXPIRES", Duration.ofDays(1))),
        "ImportKeyMaterial");
    assertDenied(
        kms.refusal(lasting, "ImportKeyMaterial", importOf(key, null, Duration.ofDays(1))),
        "ImportKeyMaterial");

    Principal soon =
        tester(
            "ImportKeyMaterial",
            "'DateLessThan':{'kms:ValidTo':'" + kms.now().plus(Duration.ofDays(30)) + "'}");
    assertReachesTheToken(soon, importOf(key, "KEY_MATERIAL_EXPIRES", Duration.ofDays(29)));
    assertDenied(
        kms.refusal(
            soon, "ImportKeyMaterial", importOf(key, "KEY_MATERIAL_EXPIRES", Duration.ofDays(31))),
        "ImportKeyMaterial");
    assertDenied(
        kms.refusal(soon, "ImportKeyMaterial", importOf(key, "KEY_MATERIAL_DOES_NOT_EXPIRE", null)),
        "ImportKeyMaterial");
  }

  @Test
  void whetherAServiceMakesTheGrantIsACondition() {
    SdkPojo request = grant("arn:aws:iam::111122223333:user/nobody", null, null, "Encrypt");
    Principal tester = tester("CreateGrant", "'Bool':{'kms:GrantIsForAWSResource':'true'}");

    assertThat((SdkPojo) kms.throughS3(tester, "CreateGrant", request)).isNotNull();
    assertDenied(kms.refusal(tester, "CreateGrant", request), "CreateGrant");
  }

  private void assertReachesTheToken(Principal tester, SdkPojo request) {
    assertThat(kms.refusal(tester, "ImportKeyMaterial", request).code())
        .isEqualTo("InvalidImportTokenException");
  }

  private static void assertDenied(ServiceException refusal, String operation) {
    assertThat(refusal).as("denied").isNotNull();
    assertThat(refusal.code()).isEqualTo("AccessDeniedException");
    assertThat(refusal)
        .hasMessageEndingWith(
            "because no identity-based policy allows the kms:" + operation + " action");
  }

  private Principal tester(String operation, String condition) {
    return kms.user(
        KmsFixture.ACCOUNT,
        "tester",
        ("{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'kms:"
                + operation
                + "','Resource':'*','Condition':{"
                + condition
                + "}}}")
            .replace('\'', '"'));
  }

  private String signingKey(String algorithm) {
    String spec = algorithm.equals("ECDSA_SHA_256") ? "ECC_NIST_P256" : "ECC_NIST_P384";
    return kms.createKey(spec, "SIGN_VERIFY").keyId();
  }

  private SignRequest sign(String algorithm, String type, SdkBytes message) {
    return SignRequest.builder()
        .keyId(signingKey(algorithm))
        .signingAlgorithm(algorithm)
        .messageType(type)
        .message(message)
        .build();
  }

  private SdkPojo verify(String algorithm, String type, SdkBytes message) {
    SignRequest request = sign(algorithm, type, message);
    SignResponse signed = kms.call(kms.admin, "Sign", request);
    return VerifyRequest.builder()
        .keyId(request.keyId())
        .signingAlgorithm(algorithm)
        .messageType(type)
        .message(message)
        .signature(signed.signature())
        .build();
  }

  private GenerateMacRequest mac(String spec, String algorithm) {
    return GenerateMacRequest.builder()
        .keyId(kms.createKey(spec, "GENERATE_VERIFY_MAC").keyId())
        .macAlgorithm(algorithm)
        .message(TEXT)
        .build();
  }

  private SdkPojo verifyMac(String spec, String algorithm) {
    GenerateMacRequest request = mac(spec, algorithm);
    GenerateMacResponse made = kms.call(kms.admin, "GenerateMac", request);
    return VerifyMacRequest.builder()
        .keyId(request.keyId())
        .macAlgorithm(algorithm)
        .message(TEXT)
        .mac(made.mac())
        .build();
  }

  private SdkPojo agree(String spec) {
    String key = kms.createKey(spec, "KEY_AGREEMENT").keyId();
    GetPublicKeyResponse peer =
        kms.call(kms.admin, "GetPublicKey", GetPublicKeyRequest.builder().keyId(key).build());
    return DeriveSharedSecretRequest.builder()
        .keyId(key)
        .keyAgreementAlgorithm("ECDH")
        .publicKey(peer.publicKey())
        .build();
  }

  private EncapsulateRequest encapsulation(String spec) {
    return EncapsulateRequest.builder()
        .keyId(kms.createKey(spec, "ENCAPSULATE_DECAPSULATE").keyId())
        .encapsulationAlgorithm("ML_KEM")
        .build();
  }

  private SdkPojo decapsulation(String spec) {
    EncapsulateRequest request = encapsulation(spec);
    EncapsulateResponse made = kms.call(kms.admin, "Encapsulate", request);
    return DecapsulateRequest.builder()
        .keyId(request.keyId())
        .encapsulationAlgorithm("ML_KEM")
        .sharedSecretCiphertextBlob(made.sharedSecretCiphertextBlob())
        .build();
  }

  private SdkPojo pair(String spec) {
    return GenerateDataKeyPairRequest.builder().keyId(symmetric).keyPairSpec(spec).build();
  }

  private SdkPojo hiddenPair(String spec) {
    return GenerateDataKeyPairWithoutPlaintextRequest.builder()
        .keyId(symmetric)
        .keyPairSpec(spec)
        .build();
  }

  private SdkPojo grant(
      String grantee, String retiring, GrantConstraints constraints, String... operations) {
    return CreateGrantRequest.builder()
        .keyId(symmetric)
        .granteePrincipal(grantee)
        .retiringPrincipal(retiring)
        .constraints(constraints)
        .operationsWithStrings(operations)
        .build();
  }

  private SdkPojo serviceGrant(String grantee, String retiring, String sourceArn) {
    return CreateGrantRequest.builder()
        .keyId(symmetric)
        .granteeServicePrincipal(grantee)
        .retiringServicePrincipal(retiring)
        .constraints(c -> c.sourceArn(sourceArn))
        .operationsWithStrings("Encrypt")
        .build();
  }

  private SdkPojo retirement(GrantConstraints constraints) {
    CreateGrantResponse made =
        kms.call(kms.admin, "CreateGrant", grant(kms.nobody.arn(), null, constraints, "Encrypt"));
    return RetireGrantRequest.builder().grantToken(made.grantToken()).build();
  }

  private String external() {
    CreateKeyResponse made =
        kms.call(kms.admin, "CreateKey", CreateKeyRequest.builder().origin("EXTERNAL").build());
    return made.keyMetadata().keyId();
  }

  private SdkPojo parameters(String algorithm, String spec) {
    return GetParametersForImportRequest.builder()
        .keyId(external())
        .wrappingAlgorithm(algorithm)
        .wrappingKeySpec(spec)
        .build();
  }

  private SdkPojo importOf(String key, String model, Duration life) {
    return ImportKeyMaterialRequest.builder()
        .keyId(key)
        .importToken(SdkBytes.fromUtf8String("none"))
        .encryptedKeyMaterial(TEXT)
        .expirationModel(model)
        .validTo(life == null ? null : kms.now().plus(life))
        .build();
  }

  private SdkPojo rotation(Integer days) {
    return EnableKeyRotationRequest.builder().keyId(symmetric).rotationPeriodInDays(days).build();
  }
}
