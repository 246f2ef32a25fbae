package dev.trailmark.cloud.s3.integrity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME: polynomial 0xAD93D23594C93659, reflected, initial value and final XOR all ones.
 * Eight bytes at a time by eight tables. The SDK has it only by way of a native library.
 *
 * @see <a href="https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-64-nvme">CRC
 *     catalogue</a>
 */
final class Crc64Nvme implements Checksum {
  private static final long POLYNOMIAL = 0x9A6C_9329_AC4B_C9B5L;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[][] TABLES = tables();

  private long crc = -1L;

  @Override
  public void update(int b) {
    crc = TABLES[0][(int) (crc ^ b) & 0xFF] ^ (crc >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (end - at >= 8) {
      crc = eight(crc ^ (long) WORD.get(bytes, at));
      at += 8;
    }
    while (at < end) {
      update(bytes[at++]);
    }
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1L;
  }

  private static long eight(long word) {
    return TABLES[7][(int) word & 0xFF]
        ^ TABLES[6][(int) (word >>> 8) & 0xFF]
        ^ TABLES[5][(int) (word >>> 16) & 0xFF]
        ^ TABLES[4][(int) (word >>> 24) & 0xFF]
        ^ TABLES[3][(int) (word >>> 32) & 0xFF]
        ^ TABLES[2][(int) (word >>> 40) & 0xFF]
        ^ TABLES[1][(int) (word >>> 48) & 0xFF]
        ^ TABLES[0][(int) (word >>> 56)];
  }

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      tables[0][i] = value;
    }
    for (int k = 1; k < 8; k++) {
      for (int i = 0; i < 256; i++) {
        long previous = tables[k - 1][i];
        tables[k][i] = tables[0][(int) previous & 0xFF] ^ (previous >>> 8);
      }
    }
    return tables;
  }
}
