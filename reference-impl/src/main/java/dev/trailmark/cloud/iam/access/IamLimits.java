package dev.trailmark.cloud.iam.access;

import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.operation.Constraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The documented limits of IAM's parameters. IAM repeats neither the value that it refuses nor the
 * values that it would take: {@code Value at 'roleName' failed to satisfy constraint: Member must
 * have length less than or equal to 64}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">IAM API
 *     reference</a>
 */
public final class IamLimits {
  private static final String NAME = "[\\w+=,.@-]+";
  private static final String PATH = "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";
  private static final String PATH_PREFIX = "\\u002F[\\u0021-\\u007F]*";
  private static final String TEXT = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*";
  private static final String PASSWORD = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
  private static final String MARKER = "[\\u0020-\\u00FF]+";
  private static final String ALIAS = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";
  private static final String POLICY_PATH = "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/";
  private static final String VERSION = "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?";
  private static final int HOUR = 3_600;

  private IamLimits() {}

  /** The name of a user to be made. */
  public static Constraint[] newUser() {
    return all(mandatory("UserName"), name("UserName", 64));
  }

  /** The name of a user that is there; left out, it means the caller. */
  public static Constraint[] optionalUser() {
    return name("UserName", 128);
  }

  /** The name of a user, group or role that must be sent. */
  public static Constraint[] name(IdentityType<?> type) {
    return all(mandatory(type.member()), name(type.member(), type.nameLength()));
  }

  /** The name of an inline policy. */
  public static Constraint[] policyName() {
    return all(mandatory("PolicyName"), name("PolicyName", 128));
  }

  /** The ARN of a managed policy. */
  public static Constraint[] policyArn(String member) {
    return all(mandatory(member), new Constraint[] {length(member, 20, 2048)});
  }

  /** The boundary of a user or role to be made, if it is sent. */
  public static Constraint boundary() {
    return length("PermissionsBoundary", 20, 2048);
  }

  /** Where a managed policy is to be. */
  public static Constraint[] policyPath() {
    return new Constraint[] {length("Path", 1, 512), pattern("Path", POLICY_PATH)};
  }

  /** Where the managed policies to be listed are. */
  public static Constraint[] policyPathPrefix() {
    return new Constraint[] {length("PathPrefix", 1, 512), pattern("PathPrefix", POLICY_PATH)};
  }

  /** The description of a managed policy. */
  public static Constraint[] policyDescription() {
    return new Constraint[] {length("Description", 0, 1000)};
  }

  /** A version of a managed policy. */
  public static Constraint[] policyVersion() {
    return all(mandatory("VersionId"), new Constraint[] {pattern("VersionId", VERSION)});
  }

  /** The path of users, groups and roles that have a policy. */
  public static Constraint[] entityPathPrefix() {
    return new Constraint[] {length("PathPrefix", 1, 512), pattern("PathPrefix", PATH)};
  }

  /** Of what the entities of a managed policy are to be listed. */
  public static Constraint policyEntity() {
    return oneOf(
        "EntityFilter", List.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"));
  }

  /** Whose managed policies are to be listed. */
  public static Constraint policyScope() {
    return oneOf("Scope", List.of("All", "AWS", "Local"));
  }

  /** How the managed policies to be listed are used. */
  public static Constraint policyUsage() {
    return oneOf("PolicyUsageFilter", List.of("PermissionsPolicy", "PermissionsBoundary"));
  }

  /** A name of up to so many characters, if it is sent. */
  public static Constraint[] name(String member, int most) {
    return new Constraint[] {length(member, 1, most), pattern(member, NAME)};
  }

  /** A member that must be sent. */
  public static Constraint[] mandatory(String member) {
    return new Constraint[] {quiet(Constraint.required(member))};
  }

  /** A policy document that must be sent. */
  public static Constraint[] document(String member) {
    return all(mandatory(member), new Constraint[] {length(member, 1, 131_072)});
  }

  /** Where a user, group or role is to be. */
  public static Constraint[] path(String member) {
    return new Constraint[] {length(member, 1, 512), pattern(member, PATH)};
  }

  /** Where a user, group or role is to be, in the member {@code Path}. */
  public static Constraint[] path() {
    return path("Path");
  }

  /** Where what is to be listed is. */
  public static Constraint[] pathPrefix() {
    return new Constraint[] {length("PathPrefix", 1, 512), pattern("PathPrefix", PATH_PREFIX)};
  }

  /** Where a page begins and how long it is. */
  public static Constraint[] paging() {
    return new Constraint[] {
      range("MaxItems", 1, 1000), length("Marker", 1, 320), pattern("Marker", MARKER)
    };
  }

  /** A role's description. */
  public static Constraint[] description() {
    return new Constraint[] {length("Description", 0, 1000), pattern("Description", TEXT)};
  }

  /** How long a role's sessions may last, in seconds. */
  public static Constraint[] sessionDuration() {
    return new Constraint[] {range("MaxSessionDuration", HOUR, 12 * HOUR)};
  }

  /** A password that must be sent. */
  public static Constraint[] password(String member) {
    return new Constraint[] {length(member, 1, 128), pattern(member, PASSWORD)};
  }

  /** The alias of an account. */
  public static Constraint[] accountAlias() {
    return all(
        mandatory("AccountAlias"),
        new Constraint[] {length("AccountAlias", 3, 63), pattern("AccountAlias", ALIAS)});
  }

  /** The id of an access key. */
  public static Constraint[] accessKeyId() {
    return all(
        mandatory("AccessKeyId"),
        new Constraint[] {length("AccessKeyId", 16, 128), pattern("AccessKeyId", "[\\w]+")});
  }

  /** What an access key is to become. */
  public static Constraint[] keyStatus() {
    return all(
        mandatory("Status"), new Constraint[] {oneOf("Status", List.of("Active", "Inactive"))});
  }

  /** A length within limits, both ends inclusive. */
  public static Constraint length(String member, int least, int most) {
    return quiet(Constraint.length(member, least, most));
  }

  /** A number within limits, both ends inclusive. */
  public static Constraint range(String member, long least, long most) {
    return quiet(Constraint.range(member, least, most));
  }

  static Constraint pattern(String member, String shown) {
    return quiet(Constraint.pattern(member, shown));
  }

  /** One of some values. */
  static Constraint oneOf(String member, List<String> allowed) {
    return (input, violations) -> {
      Object value = input.get(member);
      if (value != null && !allowed.contains(value)) {
        String path = member.substring(0, 1).toLowerCase(Locale.ROOT);
        violations.add(violation(path + member.substring(1), "Member must satisfy enum value set"));
      }
    };
  }

  /** What IAM says of a member, by its path in the request, that breaks a limit. */
  public static String violation(String path, String limit) {
    return "Value at '" + path + "' failed to satisfy constraint: " + limit;
  }

  /** The same limit without the value in its message. */
  private static Constraint quiet(Constraint limit) {
    return (input, violations) -> {
      List<String> found = new ArrayList<>(0);
      limit.check(input, found);
      found.forEach(text -> violations.add("Value" + text.substring(text.lastIndexOf(" at '"))));
    };
  }

  /** All of these. */
  public static Constraint[] all(Constraint[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(Constraint[]::new);
  }
}
