package dev.trailmark.cloud.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;

/** Whoever reads the files of a data directory finds no secret that a client gave or was given. */
class SecretsAtRestTest {
  private static final byte[] MATERIAL = "0123456789-the-key-material-here".getBytes(ISO_8859_1);

  @TempDir Path data;

  @Test
  void noFileHoldsKeyMaterialOrSecretsOfCredentials() throws Exception {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    String key;
    SdkBytes blob;
    try (LabCloud lab = new LabCloud(data)) {
      LabSteps steps = new LabSteps(lab);
      steps.createBucket();
      key = imported(lab.kms(lab.root()));
      blob =
          lab.kms(lab.root())
              .encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
              .ciphertextBlob();
      steps.upload(steps.createKey());
      secrets.put("imported material", MATERIAL);
      secrets.put(
          "data key",
          lab.kms(lab.root())
              .generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256))
              .plaintext()
              .asByteArray());
      secrets.put("root's secret", bytes(lab.account.rootSecretAccessKey()));
      secrets.put("user's secret", bytes(lab.account.userSecretAccessKey()));
      secrets.put("session's secret", bytes(lab.session().resolveCredentials().secretAccessKey()));
      secrets.put("an object", bytes(LabSteps.CONTENT));
      assertNowhere(secrets, "while it runs");
    }
    assertNowhere(secrets, "after it stopped");

    try (LabCloud lab = new LabCloud(data)) {
      LabSteps steps = new LabSteps(lab);
      assertThat(
              lab.kms(lab.root()).decrypt(r -> r.ciphertextBlob(blob)).plaintext().asUtf8String())
          .isEqualTo("x");
      assertThat(steps.read()).isEqualTo(LabSteps.CONTENT);
    }
  }

  private static String imported(KmsClient kms) throws GeneralSecurityException {
    String key = kms.createKey(r -> r.origin("EXTERNAL")).keyMetadata().keyId();
    GetParametersForImportResponse parameters =
        kms.getParametersForImport(
            r -> r.keyId(key).wrappingAlgorithm("RSAES_OAEP_SHA_1").wrappingKeySpec("RSA_2048"));
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray())));
    SdkBytes wrapped = SdkBytes.fromByteArray(cipher.doFinal(MATERIAL));
    kms.importKeyMaterial(
        r ->
            r.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(wrapped)
                .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"));
    return key;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private void assertNowhere(Map<String, byte[]> secrets, String when) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), ISO_8859_1);
        secrets.forEach(
            (name, secret) ->
                assertThat(
                        text.contains(new String(secret, ISO_8859_1))
                            || text.contains(Base64.getEncoder().encodeToString(secret))
                            || text.contains(HexFormat.of().formatHex(secret)))
                    .as("%s in %s %s", name, file.getFileName(), when)
                    .isFalse());
      }
    }
  }
}
