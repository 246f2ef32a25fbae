package dev.trailmark.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.exception.CannotUnwrapDataKeyException;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKey;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** The AWS Encryption SDK for Java, as programs use it, with the simulator's KMS. */
@ExtendWith(OneServer.class)
class EncryptionSdkIT {
  private static final byte[] TEXT = "what nobody shall read".getBytes(UTF_8);

  private static KmsClient kms;

  private final AwsCrypto crypto = AwsCrypto.standard();

  @BeforeAll
  static void open(Server server) {
    kms = server.as(KmsClient.builder()).build();
  }

  private static KmsMasterKeyProvider under(String... keys) {
    return KmsMasterKeyProvider.builder()
        .defaultRegion(Region.US_EAST_1)
        .customRegionalClientSupplier(region -> kms)
        .buildStrict(keys);
  }

  private byte[] encrypted(String... keys) {
    return crypto.encryptData(under(keys), TEXT, Map.of("purpose", "test")).getResult();
  }

  @Test
  void aMessageComesBackWithItsContext() {
    String key = kms.createKey().keyMetadata().arn();

    CryptoResult<byte[], KmsMasterKey> opened = crypto.decryptData(under(key), encrypted(key));

    assertThat(opened.getResult()).isEqualTo(TEXT);
    assertThat(opened.getEncryptionContext()).containsEntry("purpose", "test");
    assertThat(opened.getMasterKeyIds()).containsExactly(key);
  }

  @Test
  void eitherOfTwoKeysOpensAMessageAndADisabledOneDoesNot() {
    String first = kms.createKey().keyMetadata().arn();
    String second = kms.createKey().keyMetadata().arn();
    byte[] message = encrypted(first, second);

    kms.disableKey(one -> one.keyId(first));

    assertThat(crypto.decryptData(under(second), message).getResult()).isEqualTo(TEXT);
    assertThatThrownBy(() -> crypto.decryptData(under(first), message))
        .isInstanceOf(CannotUnwrapDataKeyException.class);
  }

  @Test
  void aMessageOutlivesTheRotationOfItsKey() {
    String key = kms.createKey().keyMetadata().arn();
    byte[] message = encrypted(key);

    kms.rotateKeyOnDemand(one -> one.keyId(key));

    assertThat(crypto.decryptData(under(key), message).getResult()).isEqualTo(TEXT);
  }
}
