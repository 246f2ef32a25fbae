package dev.trailmark.cloud.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.Seeds;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies at rest under one layer and under two: whole, in ranges, and tampered with. */
@ParameterizedClass
@ValueSource(ints = {1, 2})
class SealingTest {
  private static final int SEGMENT = ObjectCipher.SEGMENT;
  private static final long SEED = Seeds.seed();

  /** Of all tests: a cipher refuses the key and nonce that it used last. */
  private static final Random RANDOM = new Random(SEED);

  private final int tags;
  private final ObjectCipher cipher;

  SealingTest(int layers) {
    tags = 16 * layers;
    List<byte[]> keys = Stream.generate(() -> bytes(32)).limit(layers).toList();
    cipher = new ObjectCipher(keys, bytes(8));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private byte[] seal(byte[] plain) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(plain);
    byte[] first = in.readNBytes(SEGMENT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyDigests digests =
        new BodyDigests(new ChecksumClaim(ChecksumKind.CRC64NVME, null, false), null, false);
    assertThat(cipher.seal(first, in, out, digests)).isEqualTo(plain.length);
    return out.toByteArray();
  }

  private byte[] open(byte[] sealed, int size, int from, int length) throws IOException {
    ByteArrayInputStream stored = new ByteArrayInputStream(sealed);
    stored.skip(cipher.storedOffset(from));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cipher.open(stored, size, from, length, out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT + 5})
  void aSealedBodyOpensToItself(int size) throws IOException {
    byte[] plain = bytes(size);

    byte[] sealed = seal(plain);

    assertThat(sealed).hasSize(size + tags * Math.max(1, (size + SEGMENT - 1) / SEGMENT));
    assertThat(open(sealed, size, 0, size)).isEqualTo(plain);
  }

  @Test
  void anyRangeCanBeOpenedAlone() throws IOException {
    int size = 3 * SEGMENT + 100;
    byte[] plain = bytes(size);
    byte[] sealed = seal(plain);

    for (int i = 0; i < 200; i++) {
      int from = RANDOM.nextInt(size);
      int length = 1 + RANDOM.nextInt(size - from);
      assertThat(open(sealed, size, from, length))
          .as("seed %d, %d bytes from %d", SEED, length, from)
          .isEqualTo(Arrays.copyOfRange(plain, from, from + length));
    }
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    byte[] sealed = seal(bytes(1_000));
    sealed[500] ^= 1;

    assertThatThrownBy(() -> open(sealed, 1_000, 0, 1_000))
        .isInstanceOf(IOException.class)
        .hasMessage("a stored body was changed");
  }

  @Test
  void swappedSegmentsAreNoticed() throws IOException {
    byte[] sealed = seal(bytes(2 * SEGMENT));
    byte[] swapped = new byte[sealed.length];
    int half = sealed.length / 2;
    System.arraycopy(sealed, half, swapped, 0, half);
    System.arraycopy(sealed, 0, swapped, half, half);

    assertThatThrownBy(() -> open(swapped, 2 * SEGMENT, 0, 10)).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyCutOffAtASegmentIsNoticed() throws IOException {
    byte[] sealed = Arrays.copyOf(seal(bytes(2 * SEGMENT)), SEGMENT + tags);

    assertThatThrownBy(() -> open(sealed, SEGMENT, 0, 10)).isInstanceOf(IOException.class);
  }
}
