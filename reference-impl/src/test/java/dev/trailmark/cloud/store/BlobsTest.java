package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreConfiguration.class)
class BlobsTest {
  private static final int MEMORY = 600_000;

  @Parameter StoreConfiguration configuration;
  @TempDir Path directory;
  @AutoClose private Store store;

  @BeforeEach
  void open() throws IOException {
    store = configuration.open(directory, Stores.builder().memoryForBodies(MEMORY));
  }

  private void reopen() throws IOException {
    store = configuration.reopened(store, directory);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Writes in pieces of uneven size, as they come from a socket. */
  private Blob write(byte[] bytes) throws IOException {
    try (Blobs.Writer writer = store.blobs().write()) {
      for (int from = 0; from < bytes.length; from += 10_007) {
        writer.write(bytes, from, Math.min(10_007, bytes.length - from));
      }
      return writer.finish();
    }
  }

  private void keep(Blob blob) {
    store
        .stage(
            "test",
            tx -> {
              tx.keep(blob);
              tx.put(THINGS, "body/" + blob.id(), thing(blob.id()));
              return null;
            })
        .commit(List.of())
        .join();
  }

  private void discard(Blob blob) {
    store
        .stage(
            "test",
            tx -> {
              tx.discard(blob.id());
              return null;
            })
        .commit(List.of())
        .join();
  }

  private byte[] read(Blob blob, long offset) throws IOException {
    try (InputStream in = store.blobs().open(blob.id(), offset)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 65_535, 65_536, 65_537, 131_072, 200_000, 1_000_000})
  void aKeptBodyIsReadBackWhateverItsLength(int length) throws IOException {
    byte[] body = bytes(length);
    Blob blob = write(body);
    keep(blob);
    reopen();

    assertThat(blob.length()).isEqualTo(length);
    assertThat(read(blob, 0)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 300_000, 1_000_000})
  void aBodyIsReadFromAnOffset(int length) throws IOException {
    byte[] body = bytes(length);
    Blob blob = write(body);
    keep(blob);

    for (int offset : new int[] {1, length / 2, length - 1, length}) {
      assertThat(read(blob, offset)).isEqualTo(java.util.Arrays.copyOfRange(body, offset, length));
    }
  }

  @Test
  void smallBodiesBeyondTheMemoryBoundAreStillThere() throws IOException {
    List<Blob> blobs = new java.util.ArrayList<>();
    for (int i = 0; i < 30; i++) {
      blobs.add(store.blobs().of(bytes(50_000 + i)));
      keep(blobs.get(i));
    }

    for (int i = 0; i < 30; i++) {
      assertThat(read(blobs.get(i), 0)).isEqualTo(bytes(50_000 + i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000, 1_000_000})
  void aDiscardedBodyIsGone(int length) throws IOException {
    Blob blob = write(bytes(length));
    keep(blob);
    discard(blob);
    reopen();

    assertThatThrownBy(() -> read(blob, 0)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void anOpenBodyIsReadToItsEndThoughItIsDiscarded() throws IOException {
    byte[] body = bytes(1_000_000);
    Blob blob = write(body);
    keep(blob);
    try (InputStream in = store.blobs().open(blob.id(), 0)) {
      discard(blob);

      assertThat(in.readAllBytes()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200_000, 1_000_000})
  void anAbandonedBodyIsGone(int length) throws IOException {
    Blob blob = write(bytes(length));
    store.blobs().abandon(blob);

    assertThatThrownBy(() -> read(blob, 0)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void theBodyOfAnAbortedChangeIsGone() throws IOException {
    Blob blob = write(bytes(1_000_000));
    store
        .stage(
            "test",
            tx -> {
              tx.keep(blob);
              return null;
            })
        .abort();

    assertThatThrownBy(() -> read(blob, 0)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void memoryOfDiscardedAndUnfinishedBodiesIsUsedAgain() throws IOException {
    for (int i = 0; i < 20; i++) {
      Blob blob = write(bytes(MEMORY / 2));
      keep(blob);
      discard(blob);
      try (Blobs.Writer unfinished = store.blobs().write()) {
        unfinished.write(bytes(MEMORY / 2));
      }
    }
    Blob last = write(bytes(MEMORY / 2));
    keep(last);

    assertThat(read(last, 0)).hasSize(MEMORY / 2);
  }

  @Test
  void aFinishedBodyTakesNoMore() throws IOException {
    Blobs.Writer writer = store.blobs().write();
    writer.write(1);
    writer.finish();

    assertThatThrownBy(() -> writer.write(2)).isInstanceOf(IOException.class);
    assertThatThrownBy(writer::finish).isInstanceOf(IOException.class);
  }
}
