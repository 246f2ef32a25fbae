package dev.trailmark.cloud.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody wants explained.
 *
 * @param action such as {@code kms:Decrypt}
 * @param resource an ARN, {@code *}, or for KMS also a key id or an alias
 * @param region the region that would be called
 * @param context condition keys as they were sent, with their values
 */
record Question(String action, String resource, String region, Map<String, List<String>> context) {
  private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9]*");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{0,40}");
  private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

  /** The fields that a question may have, beside the principal that it is about. */
  static final Set<String> FIELDS =
      Set.of(Subjects.FIELD, "action", "resource", "region", "context");

  /**
   * Reads a question.
   *
   * @param callersRegion the region of those who name none
   * @throws dev.trailmark.cloud.operation.ServiceException ValidationError
   */
  static Question read(ControlInput input, String callersRegion) {
    String action = input.text("action");
    if (!ACTION.matcher(action).matches()) {
      throw ControlError.VALIDATION.because(
          "The action '%s' is not of the form service:Operation, such as kms:Decrypt.", action);
    }
    String resource = input.optional("resource").orElse("*");
    String region = input.optional("region").orElse(callersRegion);
    String[] parts = resource.split(":", 6);
    if (resource.startsWith("arn:")) {
      if (parts.length < 6 || !REGION.matcher(parts[3]).matches()) {
        throw ControlError.VALIDATION.because(
            "The resource '%s' is not a whole ARN, arn:aws:service:region:account:name.", resource);
      }
      region = parts[3].isEmpty() ? region : parts[3];
    } else if (!resource.equals("*") && !action.startsWith("kms:")) {
      throw ControlError.VALIDATION.because("The resource '%s' is neither an ARN nor *.", resource);
    }
    return new Question(action, resource, region, input.lists("context"));
  }

  /** The service's signing name. */
  String service() {
    return action.substring(0, action.indexOf(':'));
  }

  /** What follows the service in the action. */
  String operation() {
    return action.substring(action.indexOf(':') + 1);
  }

  /** The condition keys in lower case. */
  Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    context.forEach((key, values) -> keys.put(key.toLowerCase(Locale.ROOT), values));
    return keys;
  }

  /** The encryption context, names as they were sent, for the constraints of grants. */
  Map<String, String> encryptionContext() {
    Map<String, String> pairs = new LinkedHashMap<>();
    context.forEach(
        (key, values) -> {
          if (key.toLowerCase(Locale.ROOT).startsWith(ENCRYPTION_CONTEXT) && !values.isEmpty()) {
            pairs.put(key.substring(ENCRYPTION_CONTEXT.length()), values.get(0));
          }
        });
    return pairs;
  }
}
