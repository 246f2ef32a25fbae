package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionWriterTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackTheSame() throws Exception {
    Path file = folder.resolve("ada/submission.yaml");
    Submission submission =
        new Submission(
            "ada",
            file,
            "Ada: \"the first\" # of all",
            new Access(
                Optional.of(URI.create("http://127.0.0.1:4566")),
                "us-east-1",
                Optional.empty(),
                Optional.of(new AccessKeys("AKIAADA", "s3cr3t+/=", Optional.of("t0k3n"))),
                Optional.of(
                    new RoleToAssume("arn:aws:iam::111122223333:role/G", Optional.of("x")))),
            Optional.of("3d46abd3-279a-41b2-bcb1-b4b2cdcb76db"),
            Optional.of("myTrail"),
            Optional.of("mycloudtrailbucket000000001"),
            Optional.of("12345"),
            Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
            Map.of(1, "yes", 5, "To control who can manage the key's properties"));

    SubmissionWriter.write(submission);

    assertThat(new SubmissionReader(name -> null).read("ada", file)).isEqualTo(submission);
  }
}
