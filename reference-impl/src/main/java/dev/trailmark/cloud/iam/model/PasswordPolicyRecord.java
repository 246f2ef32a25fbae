package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.iam.request.IamError;
import java.util.ArrayList;
import java.util.List;

/**
 * An account's own password policy.
 *
 * @param minimumLength in characters
 * @param usersMayChange whether every user may change the own password without another permission
 * @param maximumAge in days; {@code null} when passwords do not expire
 * @param remembered how many passwords may not be used again; {@code null} when all may
 * @param hardExpiry whether an expired password can be reset by an administrator only; {@code null}
 *     when it was not said
 */
public record PasswordPolicyRecord(
    int minimumLength,
    boolean symbols,
    boolean numbers,
    boolean uppercase,
    boolean lowercase,
    boolean usersMayChange,
    Integer maximumAge,
    Integer remembered,
    Boolean hardExpiry) {

  private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";
  private static final int DEFAULT_MINIMUM = 8;
  private static final int DEFAULT_SORTS = 3;

  /**
   * Refuses a password that breaks the account's policy or, where it has none, AWS's: eight
   * characters of three of four sorts, and not the account's name.
   *
   * @param policy {@code null} for AWS's
   * @throws dev.trailmark.cloud.operation.ServiceException PasswordPolicyViolation
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">Password
   *     policies</a>
   */
  public static void check(PasswordPolicyRecord policy, String password, AccountRecord account) {
    String failure =
        policy == null
            ? failureByDefault(password, account)
            : String.join(", ", policy.failures(password));
    if (!failure.isEmpty()) {
      throw IamError.PASSWORD_POLICY_VIOLATION.because("%s", failure);
    }
  }

  private static String failureByDefault(String password, AccountRecord account) {
    List<String> failures = new ArrayList<>(shortness(password, DEFAULT_MINIMUM));
    if (password.equals(account.name())) {
      failures.add("Password should not be identical to the account name");
    }
    List<String> missing = missing(password, true, true, true, true);
    int more = DEFAULT_SORTS - (4 - missing.size());
    if (more > 0) {
      failures.add(
          "Password should meet "
              + more
              + " more of the following requirements: "
              + String.join(", ", missing));
    }
    return String.join(", ", failures);
  }

  private List<String> failures(String password) {
    List<String> failures = new ArrayList<>(shortness(password, minimumLength));
    failures.addAll(missing(password, uppercase, lowercase, numbers, symbols));
    return failures;
  }

  private static List<String> shortness(String password, int least) {
    return password.length() < least
        ? List.of("Password should have a minimum length of " + least)
        : List.of();
  }

  private static List<String> missing(
      String password, boolean uppercase, boolean lowercase, boolean numbers, boolean symbols) {
    List<String> missing = new ArrayList<>();
    if (uppercase && password.chars().noneMatch(c -> c >= 'A' && c <= 'Z')) {
      missing.add("Password should have at least one uppercase letter");
    }
    if (lowercase && password.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
      missing.add("Password should have at least one lowercase letter");
    }
    if (numbers && password.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      missing.add("Password should have at least one number");
    }
    if (symbols && password.chars().noneMatch(c -> SYMBOLS.indexOf(c) >= 0)) {
      missing.add("Password should have at least one symbol");
    }
    return missing;
  }
}
