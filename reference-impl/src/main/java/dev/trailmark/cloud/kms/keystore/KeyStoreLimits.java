package dev.trailmark.cloud.kms.keystore;

import dev.trailmark.cloud.operation.Constraint;
import java.util.Collection;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.XksProxyAuthenticationCredentialType;

/** Limits of secrets of custom key stores, which messages do not repeat. */
final class KeyStoreLimits {
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z2-7]+");
  private static final Pattern SECRET = Pattern.compile("[a-zA-Z0-9/+=]+");
  private static final String SERVICE =
      "^(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+$";

  private KeyStoreLimits() {}

  /** The length of a crypto user's password. */
  static Constraint password(String member) {
    return (input, violations) -> {
      if (input.get(member) instanceof String text) {
        length(violations, "keyStorePassword", text, 7, 32);
      }
    };
  }

  /** The two parts of a proxy's credential. */
  static Constraint credential(String member) {
    return (input, violations) -> {
      if (input.get(member) instanceof XksProxyAuthenticationCredentialType credential) {
        String path = "xksProxyAuthenticationCredential.";
        part(violations, path + "accessKeyId", credential.accessKeyId(), 20, 30, ACCESS_KEY_ID);
        part(
            violations,
            path + "rawSecretAccessKey",
            credential.rawSecretAccessKey(),
            43,
            64,
            SECRET);
      }
    };
  }

  /** A VPC endpoint service's name; an empty one takes it away. */
  static Constraint service(String member) {
    Constraint length = Constraint.length(member, 20, 64);
    Constraint pattern = Constraint.pattern(member, SERVICE);
    return (input, violations) -> {
      if (!"".equals(input.get(member))) {
        length.check(input, violations);
        pattern.check(input, violations);
      }
    };
  }

  private static void part(
      Collection<String> violations,
      String path,
      String value,
      int least,
      int most,
      Pattern pattern) {
    if (value == null) {
      violations.add(failed(path, "not be null"));
      return;
    }
    length(violations, path, value, least, most);
    if (!pattern.matcher(value).matches()) {
      violations.add(
          failed(path, "satisfy regular expression pattern: ^" + pattern.pattern() + "$"));
    }
  }

  private static void length(
      Collection<String> violations, String path, String value, int least, int most) {
    if (value.length() < least) {
      violations.add(failed(path, "have length greater than or equal to " + least));
    } else if (value.length() > most) {
      violations.add(failed(path, "have length less than or equal to " + most));
    }
  }

  private static String failed(String path, String limit) {
    return "Value at '" + path + "' failed to satisfy constraint: Member must " + limit;
  }
}
