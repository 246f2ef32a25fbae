package dev.trailmark.lab;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files that a performing student works with: policies, the image, the answers. */
final class LabFiles {

  /** The image's name in the bucket. */
  static final String IMAGE = "eiffel.png";

  /** Where the answers stand, for messages. */
  static final String ANSWERS = "answers.yaml";

  private LabFiles() {}

  /** The policy that the KMS console writes when one principal administers and uses a key. */
  static String keyPolicy(String account, String principal) {
    return text("key-policy.json", Map.of("account", account, "principal", principal));
  }

  /** The policy that the CloudTrail console puts on a bucket for one trail. */
  static String bucketPolicy(String bucket, String account, String trailArn) {
    return text(
        "bucket-policy.json", Map.of("bucket", bucket, "account", account, "trail", trailArn));
  }

  /** What the lab's role may do: everything that the lab clicks, but not use keys. */
  static String rolePolicy() {
    return text("role-policy.json", Map.of());
  }

  /** Who may take the lab's role: the account's own principals. */
  static String trustPolicy(String account) {
    return text("trust-policy.json", Map.of("account", account));
  }

  /** What the lab's user may do: take the role. */
  static String userPolicy(String roleArn) {
    return text("user-policy.json", Map.of("role", roleArn));
  }

  /** A small PNG. */
  static byte[] image() {
    return bytes(IMAGE);
  }

  /** The performing student's answers by question number. */
  static Map<Integer, String> answers() {
    try {
      return new YAMLMapper().readValue(bytes(ANSWERS), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("the answers in the jar are YAML", e);
    }
  }

  private static String text(String name, Map<String, String> values) {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    for (var value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    return text;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = LabFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
