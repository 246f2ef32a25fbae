package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicyOrigin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Policy texts on their way in and out, in IAM's words. */
public final class PolicyTexts {
  private static final String LEGACY = "The policy failed legacy parsing";
  private static final String UNQUALIFIED =
      "Resource vendor must be fully qualified and cannot contain regexes.";
  private static final String SYNTAX_ERRORS = "Syntax errors in policy.";
  private static final String NEWEST_VERSION = "2012-10-17";

  private PolicyTexts() {}

  /**
   * Checks a policy. A managed one must be of the newest version of the language, as users of AWS
   * report; all others may be of the first.
   *
   * @throws ServiceException MalformedPolicyDocument, or LimitExceeded when it is too long
   */
  public static PolicyDocument parse(String text, PolicyKind kind) {
    try {
      PolicyDocument policy = PolicyDocument.parse(text, kind);
      if (kind == PolicyKind.MANAGED && !policy.version().equals(NEWEST_VERSION)) {
        throw IamError.MALFORMED_POLICY_DOCUMENT.because(
            "Policy document must be version %s or greater.", NEWEST_VERSION);
      }
      return policy;
    } catch (MalformedPolicyException e) {
      if (e.reason() == MalformedPolicyException.Reason.TOO_LARGE) {
        throw tooLarge(kind);
      }
      boolean unreadable =
          kind == PolicyKind.MANAGED && e.reason() == MalformedPolicyException.Reason.INVALID_JSON;
      throw IamError.MALFORMED_POLICY_DOCUMENT.because(
          "%s", unreadable ? SYNTAX_ERRORS : message(e));
    }
  }

  /** Parses a policy that was checked when it was stored; see {@link PolicyDocument#stored}. */
  public static PolicyDocument stored(String text, PolicyKind kind, PolicyOrigin origin) {
    return PolicyDocument.stored(text, kind, origin, "");
  }

  /** A policy as responses carry it: URL-encoded as of RFC 3986. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Characters that count against a quota: white space does not. */
  public static int quotaLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += Character.isWhitespace(text.charAt(i)) ? 0 : 1;
    }
    return length;
  }

  private static ServiceException tooLarge(PolicyKind kind) {
    String quota = kind == PolicyKind.TRUST ? "ACLSizePerRole" : "PolicySize";
    return IamError.LIMIT_EXCEEDED.because("Cannot exceed quota for %s: %d", quota, kind.limit());
  }

  private static String message(MalformedPolicyException e) {
    return switch (e.reason()) {
      case INVALID_JSON -> "This policy contains invalid Json";
      case PRINCIPAL_NOT_ALLOWED -> "Policy document should not specify a principal.";
      case RESOURCE_NOT_ALLOWED -> "Has prohibited field Resource";
      case INVALID_PRINCIPAL -> "Invalid principal in policy: " + e.value();
      case MISSING_PRINCIPAL -> "Missing required field Principal";
      case MISSING_ACTION -> "Policy statement must contain actions.";
      case MISSING_RESOURCE -> "Policy statement must contain resources.";
      case INVALID_ACTION -> ofAction(e.value());
      case INVALID_RESOURCE -> ofResource(e.value());
      case INVALID_EFFECT ->
          e.value().equalsIgnoreCase("Allow") || e.value().equalsIgnoreCase("Deny")
              ? LEGACY
              : SYNTAX_ERRORS;
      case RESOURCE_OF_ANY_SERVICE -> UNQUALIFIED;
      case INVALID_PARTITION -> ofPartition(e.value());
      case RESOURCE_WITH_REGION -> ofRegion(e.value());
      case DUPLICATE_SID -> "Statement IDs (SID) in a single policy must be unique.";
      default -> SYNTAX_ERRORS;
    };
  }

  private static String ofAction(String action) {
    int colon = action.indexOf(':');
    if (colon < 0) {
      return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    }
    if (action.indexOf(':', colon + 1) >= 0) {
      return "Actions/Condition can contain only one colon.";
    }
    String vendor = action.substring(0, colon);
    return vendor.matches("[A-Za-z0-9.-]+") ? SYNTAX_ERRORS : "Vendor " + vendor + " is not valid";
  }

  private static String ofResource(String resource) {
    if (resource.startsWith("arn:aws:")) {
      return LEGACY;
    }
    return resource.equals("arn:aws")
        ? UNQUALIFIED
        : "Resource " + resource + " must be in ARN format or \"*\".";
  }

  /** The parts that the ARN lacks are shown as wildcards. */
  private static String ofPartition(String resource) {
    String[] given = resource.split(":", 6);
    String[] shown = {"arn", given[1], "*", "*", "*", "*"};
    for (int i = 2; i < given.length; i++) {
      shown[i] = given.length == 3 && given[i].isEmpty() ? "*" : given[i];
    }
    return "Partition \"%s\" is not valid for resource \"%s\"."
        .formatted(given[1], String.join(":", shown));
  }

  private static String ofRegion(String resource) {
    return resource.startsWith("arn:aws:iam")
        ? "IAM resource " + resource + " cannot contain region information."
        : "Resource " + resource + " can not contain region information.";
  }
}
