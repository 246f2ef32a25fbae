package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A simulator that is killed in the middle of uploads has every one that it acknowledged. */
class KillTest {
  private static final String BUCKET = "uploads-until-killed";
  private static final int ACKNOWLEDGED = 60;

  @TempDir Path data;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void everyAcknowledgedUploadIsThereAfterAKill() throws Exception {
    List<String> acknowledged = uploadUntilKilled();

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
    try (LabCloud lab = new LabCloud(data)) {
      S3Client s3 = lab.s3();
      for (String key : acknowledged) {
        assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray())
            .isEqualTo(Uploader.body(key));
      }
    }
  }

  private List<String> uploadUntilKilled() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for too short a time for C2
                "-cp",
                System.getProperty("java.class.path"),
                Uploader.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        acknowledged.add(line);
        if (acknowledged.size() == ACKNOWLEDGED) {
          server.toHandle().destroyForcibly(); // leaves what it wrote readable
        }
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /** The process that is killed: a simulator with three uploaders, who print what it took. */
  static final class Uploader {
    private static final int SMALL = 4 << 10;
    private static final int LARGE = 200 << 10;

    private Uploader() {}

    /** Uploads without end to a simulator whose data directory is the argument. */
    public static void main(String[] args) {
      LabCloud lab = new LabCloud(Path.of(args[0]));
      S3Client s3 = lab.s3(lab.session(), Region.US_EAST_1);
      s3.createBucket(r -> r.bucket(BUCKET));
      for (int i = 0; i < 3; i++) {
        String prefix = "uploader-" + i + "/";
        new Thread(() -> upload(s3, prefix)).start();
      }
    }

    private static void upload(S3Client s3, String prefix) {
      for (int i = 0; true; i++) {
        String key = prefix + i;
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(body(key)));
        synchronized (System.out) {
          System.out.println(key);
          if (System.out.checkError()) {
            Runtime.getRuntime().halt(1); // who reads is gone, and nobody else would stop this
          }
        }
      }
    }

    /** Bodies kept in the journal and bodies kept as files, by turns. */
    static byte[] body(String key) {
      byte[] body = new byte[key.hashCode() % 2 == 0 ? SMALL : LARGE];
      byte[] name = key.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < body.length; i++) {
        body[i] = (byte) (name[i % name.length] + i);
      }
      return body;
    }
  }
}
