package dev.trailmark.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.exception.CannotUnwrapDataKeyException;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKey;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** The AWS Encryption SDK for Java, as programs use it, with the simulator's KMS. */
class EncryptionSdkIT {
  private static final byte[] TEXT = "what nobody shall read".getBytes(UTF_8);

  private static BundledSimulator simulator;
  private static Target target;
  private static KmsClient kms;

  private final AwsCrypto crypto = AwsCrypto.standard();

  @BeforeAll
  static void start() {
    simulator = BundledSimulator.start("us-east-1", Duration.ofDays(1));
    target = simulator.target(simulator.firstAccount(), Duration.ofSeconds(1));
    kms = target.clients().kms();
  }

  @AfterAll
  static void stop() {
    target.close();
    simulator.close();
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
