package dev.trailmark.submission;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a submission as {@link SubmissionReader} reads it. The access key goes into the file, so
 * this is for accounts of a simulator.
 */
public final class SubmissionWriter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  private SubmissionWriter() {}

  /**
   * Writes a submission to its own file, whose folder is made when it is missing.
   *
   * @throws IOException when the file cannot be written
   */
  public static void write(Submission submission) throws IOException {
    Path folder = submission.file().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("student", submission.student());
    members.put("account", account(submission.access()));
    submission.keyId().ifPresent(value -> members.put("keyId", value));
    submission.trail().ifPresent(value -> members.put("trail", value));
    submission.bucket().ifPresent(value -> members.put("bucket", value));
    submission.object().ifPresent(value -> members.put("object", value));
    submission.uploadedAt().ifPresent(value -> members.put("uploadedAt", value.toString()));
    members.put("answers", new TreeMap<>(submission.answers()));
    YAML.writeValue(submission.file().toFile(), members);
  }

  private static Map<String, Object> account(Access access) {
    Map<String, Object> members = new LinkedHashMap<>();
    access.endpoint().ifPresent(value -> members.put("endpoint", value.toString()));
    members.put("region", access.region());
    access.profile().ifPresent(value -> members.put("profile", value));
    access.keys().ifPresent(keys -> members.put("keys", keys(keys)));
    access
        .role()
        .ifPresent(
            role -> {
              Map<String, String> named = new LinkedHashMap<>();
              named.put("arn", role.arn());
              role.externalId().ifPresent(value -> named.put("externalId", value));
              members.put("role", named);
            });
    return members;
  }

  private static Map<String, String> keys(AccessKeys keys) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("accessKeyId", keys.accessKeyId());
    members.put("secretAccessKey", keys.secretAccessKey());
    keys.sessionToken().ifPresent(value -> members.put("sessionToken", value));
    return members;
  }
}
