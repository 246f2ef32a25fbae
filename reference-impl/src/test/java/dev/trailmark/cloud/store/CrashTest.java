package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.NOON;
import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.by;
import static dev.trailmark.cloud.store.StoreKit.event;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of writing loses nothing that it had acknowledged. */
class CrashTest {
  private static final int ACKNOWLEDGED = 200;

  @TempDir Path temp;

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void everyAcknowledgedWriteIsThereAfterAKill() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        acknowledged.add(line);
        if (acknowledged.size() == ACKNOWLEDGED) {
          writer.toHandle().destroyForcibly(); // leaves what it wrote readable
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
    try (Store store = Stores.onDisk(temp)) {
      for (String line : acknowledged) {
        assertComplete(store, line);
      }
    }
  }

  private static void assertComplete(Store store, String line) throws IOException {
    String[] keyAndBody = line.split(" ");
    assertThat(store.state().get(THINGS, keyAndBody[0])).isNotNull();
    assertThat(store.history().lookup(by("EventId", keyAndBody[0], 2))).hasSize(1);
    try (InputStream body = store.blobs().open(keyAndBody[1], 0)) {
      assertThat(body.readAllBytes()).isEqualTo(Writer.body(keyAndBody[0]));
    }
  }

  /** The process that is killed: four threads that write, and print what was acknowledged. */
  static final class Writer {
    private Writer() {}

    /** Writes without end into the directory named by the argument. */
    public static void main(String[] args) throws IOException {
      Store store = Stores.onDisk(Path.of(args[0]));
      for (int t = 0; t < 4; t++) {
        String name = "t" + t;
        new Thread(() -> write(store, name)).start();
      }
    }

    static byte[] body(String key) {
      byte[] body = new byte[key.hashCode() % 4 == 0 ? 80_000 : 500];
      Arrays.fill(body, (byte) key.hashCode());
      return body;
    }

    private static void write(Store store, String name) {
      for (int i = 0; ; i++) {
        String key = name + "-" + i;
        try (Blobs.Writer writer = store.blobs().write()) {
          writer.write(body(key));
          Blob blob = writer.finish();
          store
              .stage(
                  name,
                  tx -> {
                    tx.keep(blob);
                    tx.put(THINGS, key, thing(key));
                    return null;
                  })
              .commit(List.of(event(key, "PutObject", NOON)))
              .join();
          System.out.println(key + " " + blob.id());
          if (System.out.checkError()) {
            Runtime.getRuntime().halt(1); // who reads is gone, and nobody else would stop this
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }
}
