package dev.trailmark.cloud.iam.simulation;

import dev.trailmark.cloud.iam.model.IdentityArn;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.policy.ContextType;
import dev.trailmark.cloud.policy.ContextValues;
import dev.trailmark.cloud.policy.RequestContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.ContextEntry;

/**
 * The condition keys of a simulated request: those that {@code ContextEntries} give, and a few that
 * the simulator fills in itself and that may be overridden. All others are absent; the real
 * request's are never used.
 *
 * @param values the keys
 * @param given names, in lower case, of those that the request gave
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextEntry.html">
 *     ContextEntry</a>
 */
record SimulationContext(RequestContext values, Set<String> given) {

  /** The value that AWS gives {@code aws:userid} when no caller is named. */
  private static final String NOBODY = "STUB_PRINCIPAL_FOR_POLICY_SIMULATOR";

  private static final String LIST = "List";

  /**
   * Reads the entries.
   *
   * @param caller the simulated caller; {@code null} when none is named
   * @param ownAccount the account that asks
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidInput
   */
  static SimulationContext of(List<ContextEntry> entries, IdentityArn caller, String ownAccount) {
    ContextValues values = new ContextValues(defaults(caller, ownAccount));
    Set<String> given = new HashSet<>();
    for (ContextEntry entry : entries) {
      if (isAbsent(entry)) {
        continue;
      }
      check(entry);
      if (!given.add(entry.contextKeyName().toLowerCase(Locale.ROOT))) {
        throw IamError.INVALID_INPUT.because("Duplicate context key: %s.", entry.contextKeyName());
      }
      values.put(entry.contextKeyName(), entry.contextKeyValues());
    }
    return new SimulationContext(values, Set.copyOf(given));
  }

  private static ContextValues defaults(IdentityArn caller, String ownAccount) {
    ContextValues defaults = new ContextValues();
    if (caller == null) {
      return defaults.put("aws:PrincipalAccount", ownAccount).put("aws:userid", NOBODY);
    }
    defaults
        .put("aws:PrincipalArn", caller.arn())
        .put("aws:PrincipalAccount", caller.account())
        .put("aws:userid", caller.arn());
    return caller.isUser() ? defaults.put("aws:username", caller.name()) : defaults;
  }

  private static boolean isAbsent(ContextEntry entry) {
    return entry.contextKeyName() == null
        && entry.contextKeyTypeAsString() == null
        && entry.contextKeyValues().isEmpty();
  }

  private static void check(ContextEntry entry) {
    String name = entry.contextKeyName();
    String type = entry.contextKeyTypeAsString();
    if (name == null || name.isEmpty()) {
      throw IamError.INVALID_INPUT.because("ContextKeyName cannot be null or empty.");
    }
    if (type == null) {
      throw IamError.INVALID_INPUT.because("Context key %s has invalid type null.", name);
    }
    List<String> values = entry.contextKeyValues();
    if (values.isEmpty()) {
      throw IamError.INVALID_INPUT.because(
          "Context values for context key %s cannot be null or empty.", name);
    }
    if (!type.endsWith(LIST) && values.size() > 1) {
      throw IamError.INVALID_INPUT.because(
          "Context key %s expected a single value, but received %d.", type, values.size());
    }
    for (String value : values) {
      String expected = violation(type, value);
      if (expected != null) {
        throw IamError.INVALID_INPUT.because(
            "Invalid context value for key %s: expected %s.", name, expected);
      }
    }
  }

  /** What was expected in place of the value; {@code null} when it will do. */
  private static String violation(String type, String value) {
    String single = type.endsWith(LIST) ? type.substring(0, type.length() - LIST.length()) : type;
    ContextType known = ContextType.named(single);
    if (known == null || known.accepts(value)) {
      return null;
    }
    return switch (known) {
      case NUMERIC -> "numeric format";
      case DATE -> "DateTime format";
      case IP -> "IP address";
      case BINARY -> "base-64 encoded binary format";
      case STRING, BOOLEAN -> null;
    };
  }
}
