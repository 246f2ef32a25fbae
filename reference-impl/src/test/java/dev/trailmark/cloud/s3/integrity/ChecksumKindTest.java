package dev.trailmark.cloud.s3.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checksum algorithms by themselves, without a body that they are of. */
class ChecksumKindTest {

  @ParameterizedTest
  @CsvSource({
    "CRC32,cbf43926",
    "CRC32C,e3069283",
    "CRC64NVME,ae8b14860a799888",
    "SHA1,f7c3bc1d808e04732adf679965ccc34ca7ae3441"
  })
  void theChecksumsHaveTheirPublishedCheckValues(ChecksumKind kind, String expected) {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

    ChecksumKind.Running running = kind.start();
    running.update(digits, digits.length);

    assertThat(HexFormat.of().formatHex(running.value())).isEqualTo(expected);
  }

  @Test
  void theWideChecksumIsTheSameInOnePieceAndInMany() {
    long seed = Seeds.seed();
    byte[] data = new byte[1_001];
    new Random(seed).nextBytes(data);
    Crc64Nvme whole = new Crc64Nvme();
    Crc64Nvme pieces = new Crc64Nvme();

    whole.update(data, 0, data.length);
    for (byte b : data) {
      pieces.update(b);
    }

    assertThat(whole.getValue()).as("seed %d", seed).isEqualTo(pieces.getValue());
  }
}
