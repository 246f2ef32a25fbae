package dev.trailmark.cloud.kms.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CiphertextBlobTest {
  private static final String MATERIAL = "0f".repeat(32);

  @Test
  void anElevenByteMessageTakesTheBytesOfThePublishedOne() {
    byte[] blob = CiphertextBlob.forPlaintext(MATERIAL, 11, false).bytes();

    assertThat(blob).hasSize(163);
    assertThat(HexFormat.of().formatHex(blob, 54, 99))
        .isEqualTo(
            "00000069306706092a864886f70d010706a05a30580201003053"
                + "06092a864886f70d010701301e060960864801");
  }

  /** Lengths of ciphertexts that AWS gave, and how they begin. */
  @ParameterizedTest
  @CsvSource({
    "16, false, 168, 0102020078",
    "27, false, 179, 0102020078",
    "16, true, 168, 0102030078",
    "32, true, 184, 0102030078",
    "150, true, 307, 0102030078",
  })
  void aCiphertextIsAsLongAsAwsMakesIt(int plaintext, boolean dataKey, int length, String marker) {
    byte[] blob = CiphertextBlob.forPlaintext(MATERIAL, plaintext, dataKey).bytes();

    assertThat(blob).hasSize(length);
    assertThat(HexFormat.of().formatHex(blob, 0, 5)).isEqualTo(marker);
    assertThat(CiphertextBlob.parse(blob).materialId()).isEqualTo(MATERIAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 32, 45, 46, 47, 60, 100, 111, 112, 128, 180, 200, 256, 1024, 4096})
  void whatIsWrittenIsReadAgain(int length) {
    CiphertextBlob written = CiphertextBlob.forPlaintext(MATERIAL, length, false);
    CiphertextBlob read = CiphertextBlob.parse(written.bytes());

    assertThat(read.materialId()).isEqualTo(MATERIAL);
    assertThat(read.nonceAt()).isEqualTo(written.nonceAt());
    assertThat(read.sealedAt()).isEqualTo(written.sealedAt());
    assertThat(read.bytes().length - read.sealedAt()).isEqualTo(11 + length + 16);
    assertThat(CiphertextBlob.parse(Arrays.copyOf(written.bytes(), written.bytes().length + 1)))
        .isNull();
    assertThat(CiphertextBlob.parse(Arrays.copyOf(written.bytes(), written.bytes().length - 1)))
        .isNull();
  }

  @Test
  void noBytesAreNoCiphertext() {
    assertThat(CiphertextBlob.parse(new byte[0])).isNull();
    assertThat(CiphertextBlob.parse(new byte[] {1, 2, 2, 0, 0x78})).isNull();
  }
}
