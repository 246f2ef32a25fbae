package dev.trailmark.cloud.iam.role;

import dev.trailmark.cloud.iam.model.RoleRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An AWS service that has a role of its own in accounts.
 *
 * @param principal the service, such as {@code cloudtrail.amazonaws.com}
 * @param roleName its role's name, without a suffix
 * @param suffixed whether an account may have several of its roles, told apart by a suffix
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html">AWS
 *     services that work with IAM</a>
 */
record LinkedService(String principal, String roleName, boolean suffixed) {
  private static final String CATALOGUE = "service-linked-roles.csv";
  private static final Map<String, LinkedService> ALL = load();

  /** The service of that name; {@code null} when none is known. */
  static LinkedService find(String principal) {
    return ALL.get(principal);
  }

  /** The path of the service's roles. */
  String path() {
    return RoleRecord.SERVICE_PATH + principal + "/";
  }

  /** The name of the role with a suffix, or without one for {@code null}. */
  String roleName(String suffix) {
    return suffix == null ? roleName : roleName + "_" + suffix;
  }

  private static Map<String, LinkedService> load() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                LinkedService.class.getResourceAsStream(CATALOGUE), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(LinkedService::parse)
          .collect(Collectors.toUnmodifiableMap(LinkedService::principal, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(CATALOGUE + " cannot be read", e);
    }
  }

  private static LinkedService parse(String line) {
    String[] cells = line.split(",");
    return new LinkedService(cells[0], cells[1], cells[2].equals("yes"));
  }
}
