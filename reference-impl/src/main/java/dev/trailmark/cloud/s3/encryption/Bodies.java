package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.store.Blob;
import dev.trailmark.cloud.store.Blobs;
import dev.trailmark.cloud.wire.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Supplier;

/** Moves bodies between requests, responses and the store, encrypting and decrypting on the way. */
public final class Bodies {
  private static final int ATTEMPTS = 4;

  private Bodies() {}

  /**
   * A body that was stored but is not named by a record yet.
   *
   * @param blob the stored body
   * @param size its plaintext's length
   */
  public record Stored(Blob blob, long size) {}

  /** Encrypts a stream to its end into the store. Nothing is stored when reading fails. */
  public static Stored store(Call call, InputStream in, ObjectCipher cipher, BodyDigests digests) {
    byte[] first = read(in);
    digests.update(first, first.length);
    if (first.length < ObjectCipher.SEGMENT) {
      return new Stored(call.blobs().of(cipher.sealOnly(first)), first.length);
    }
    try (Blobs.Writer out = call.blobs().write()) {
      long size = cipher.seal(first, new ClientStream(in), out, digests);
      return new Stored(out.finish(), size);
    } catch (IOException e) {
      throw new IllegalStateException("a body cannot be stored", e);
    }
  }

  /** The first segment; takes no more room than needed when all of the body has arrived. */
  private static byte[] read(InputStream in) {
    try {
      byte[] arrived = new byte[Math.min(in.available(), ObjectCipher.SEGMENT)];
      int count = in.readNBytes(arrived, 0, arrived.length);
      int next = count == ObjectCipher.SEGMENT ? -1 : in.read();
      if (next < 0) {
        return count == arrived.length ? arrived : Arrays.copyOf(arrived, count);
      }
      byte[] first = Arrays.copyOf(arrived, ObjectCipher.SEGMENT);
      first[count++] = (byte) next;
      count += in.readNBytes(first, count, first.length - count);
      return count == first.length ? first : Arrays.copyOf(first, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the client's failures from the store's: its own are unchecked. */
  private static final class ClientStream extends FilterInputStream {
    ClientStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The response's body for a range of an object: in memory when the object is one segment. */
  public static ResponseBody range(
      Call call, ObjectRecord object, ObjectCipher cipher, long from, long length) {
    InputStream stored = open(call, object.blobId(), cipher.storedOffset(length == 0 ? 0 : from));
    if (object.size() > ObjectCipher.SEGMENT) {
      return new Streamed(object, cipher, stored, from, length);
    }
    try (stored) {
      byte[] plain = cipher.openOnly(stored, (int) object.size());
      return ResponseBody.of(
          length == plain.length
              ? plain
              : Arrays.copyOfRange(plain, (int) from, (int) (from + length)));
    } catch (IOException e) {
      throw new IllegalStateException("the body of " + object.arn() + " cannot be read", e);
    }
  }

  /** The plaintext of a whole object as a stream, for copies. */
  public static InputStream plaintext(Call call, ObjectRecord object, ObjectCipher cipher) {
    return plaintext(call, object.blobId(), object.size(), cipher);
  }

  /** The plaintext of a whole stored body as a stream. */
  public static InputStream plaintext(Call call, String blobId, long size, ObjectCipher cipher) {
    return new PlaintextStream(size, cipher, open(call, blobId, 0));
  }

  private static InputStream open(Call call, String blobId, long from) {
    try {
      return call.blobs().open(blobId, from);
    } catch (FileNotFoundException e) {
      throw new OverwrittenException();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Does what reads an object, and does it again where that was overwritten before its body was
   * opened: readers never learn of it, as S3's do not.
   *
   * @param findAgain looks for the object that is there now, and for the permission to read it
   */
  public static <T> T reading(Supplier<T> deed, Runnable findAgain) {
    for (int attempt = 1; ; attempt++) {
      try {
        return deed.get();
      } catch (OverwrittenException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("a stored body is missing", e);
        }
        findAgain.run();
      }
    }
  }

  /** The object was replaced or deleted between finding its record and opening its body. */
  public static final class OverwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverwrittenException() {
      super("the object was overwritten while it was being read", null, false, false);
    }
  }

  /**
   * Opened before the response starts, so that an overwrite meanwhile takes nothing away. A
   * response that is never written leaves the stream to the garbage collector, which closes files
   * too.
   */
  private record Streamed(
      ObjectRecord object, ObjectCipher cipher, InputStream stored, long from, long length)
      implements ResponseBody {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try (stored) {
        cipher.open(stored, object.size(), from, length, out);
      }
    }
  }

  /** Decrypts one segment at a time as it is read. */
  private static final class PlaintextStream extends InputStream {
    private final long size;
    private final ObjectCipher cipher;
    private final InputStream stored;
    private byte[] segment = {};
    private int used;
    private long position;

    PlaintextStream(long size, ObjectCipher cipher, InputStream stored) {
      this.size = size;
      this.cipher = cipher;
      this.stored = stored;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (used == segment.length && !advance()) {
        return -1;
      }
      int count = Math.min(length, segment.length - used);
      System.arraycopy(segment, used, bytes, offset, count);
      used += count;
      return count;
    }

    private boolean advance() throws IOException {
      if (position >= size) {
        return false;
      }
      int length = (int) Math.min(ObjectCipher.SEGMENT, size - position);
      ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
      cipher.open(stored, size, position, length, plain);
      segment = plain.toByteArray();
      used = 0;
      position += length;
      return true;
    }

    @Override
    public void close() throws IOException {
      stored.close();
    }
  }
}
