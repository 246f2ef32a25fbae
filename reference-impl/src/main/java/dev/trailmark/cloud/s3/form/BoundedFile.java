package dev.trailmark.cloud.s3.form;

import dev.trailmark.cloud.s3.request.S3Error;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A form's file while it is read: too long or too short, it ends with S3's refusal. */
final class BoundedFile extends FilterInputStream {
  private final SizeRange allowed;
  private final long announced;
  private long count;

  /**
   * A file.
   *
   * @param announced how long it seems to be, -1 when that is not known; for the refusal's text
   */
  BoundedFile(InputStream in, SizeRange allowed, long announced) {
    super(in);
    this.allowed = allowed;
    this.announced = announced;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      count += read;
    }
    if (count > allowed.most()) {
      throw S3Error.ENTITY_TOO_LARGE
          .fail()
          .with("ProposedSize", Long.toString(Math.max(count, announced)))
          .with("MaxSizeAllowed", Long.toString(allowed.most()));
    }
    if (read < 0 && count < allowed.least()) {
      throw S3Error.ENTITY_TOO_SMALL
          .fail()
          .with("ProposedSize", Long.toString(count))
          .with("MinSizeAllowed", Long.toString(allowed.least()));
    }
    return read;
  }
}
