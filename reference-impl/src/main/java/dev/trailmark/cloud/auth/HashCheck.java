package dev.trailmark.cloud.auth;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A body whose SHA-256 was signed. */
final class HashCheck implements PayloadCheck {
  private final String claimed;

  HashCheck(String claimed) {
    this.claimed = claimed;
  }

  private void compare(byte[] digest) throws PayloadFailure {
    byte[] expected = HexFormat.of().parseHex(claimed);
    if (!MessageDigest.isEqual(expected, digest)) {
      throw new PayloadFailure(
          PayloadFaults.contentHashMismatch(claimed, HexFormat.of().formatHex(digest)));
    }
  }

  @Override
  public InputStream verify(InputStream raw) {
    return new Hashing(raw);
  }

  @Override
  public byte[] verify(byte[] raw) throws PayloadFailure {
    compare(Scratch.get().sha256(raw));
    return raw;
  }

  /** Hashes what passes and compares at the end. */
  private final class Hashing extends FilterInputStream {
    private final MessageDigest digest = Scratch.newSha256();
    private byte[] result;

    Hashing(InputStream raw) {
      super(raw);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      if (count >= 0) {
        digest.update(buffer, offset, count);
        return count;
      }
      if (result == null) {
        result = digest.digest();
      }
      compare(result);
      return -1;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.min(8192, Math.max(0, count))];
      return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
