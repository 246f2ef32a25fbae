package dev.trailmark.cloud.s3.policy;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PrincipalRewriting;
import dev.trailmark.cloud.policy.Statement;
import dev.trailmark.cloud.s3.request.S3Error;

/**
 * What S3 wants of a bucket policy beyond the grammar: principals that exist, resources of this
 * bucket, actions that apply to them, condition keys that apply to the actions; and S3's words for
 * what is wrong.
 */
final class BucketPolicyRules {
  private static final String ARN = "arn:aws:s3:::";

  private BucketPolicyRules() {}

  /** The policy, when it is one for that bucket; its text becomes the one to be stored. */
  static PolicyDocument accept(Call call, String bucket, String text) {
    PolicyDocument policy = parse(text == null ? "" : text);
    for (String principal : policy.principals()) {
      if (!call.directory().exists(principal)) {
        throw invalidPrincipal("\"AWS\" : \"" + principal + "\"");
      }
    }
    for (String user : policy.canonicalUsers()) {
      if (call.directory().accountOf(user) == null) {
        throw invalidPrincipal("\"CanonicalUser\" : \"" + user + "\"");
      }
    }
    for (Statement statement : policy.statements()) {
      check(bucket, statement);
    }
    return parse(call.directory().bound(PrincipalRewriting.withRootArns(text)));
  }

  private static PolicyDocument parse(String text) {
    try {
      return PolicyDocument.parse(text, PolicyKind.BUCKET);
    } catch (MalformedPolicyException e) {
      throw fault(e, text);
    }
  }

  /** As users of S3 and other implementations quote it. */
  private static ServiceException fault(MalformedPolicyException e, String text) {
    return switch (e.reason()) {
      case TOO_LARGE -> S3Error.POLICY_TOO_LARGE.fail();
      case INVALID_JSON ->
          malformed(
              text.startsWith("{")
                  ? "This policy contains invalid Json"
                  : "Policies must be valid JSON and the first byte must be '{'");
      case MISSING_STATEMENT -> malformed("Missing required field Statement");
      case EMPTY_STATEMENT -> malformed("Could not parse the policy: Statement is empty!");
      case INVALID_EFFECT -> malformed("Invalid effect: " + e.value());
      case MISSING_EFFECT -> malformed("Missing required field Effect");
      case MISSING_PRINCIPAL -> malformed("Missing required field Principal");
      case MISSING_ACTION -> malformed("Missing required field Action");
      case MISSING_RESOURCE -> malformed("Missing required field Resource");
      case INVALID_PRINCIPAL -> invalidPrincipal(e.value().replaceFirst("\":", "\" : "));
      case INVALID_ACTION -> malformed("Policy has invalid action").with("Detail", e.value());
      case INVALID_RESOURCE, RESOURCE_OF_ANY_SERVICE ->
          malformed("Policy has invalid resource").with("Detail", e.value());
      case INVALID_VERSION -> malformed("The policy must contain a valid version string");
      case UNKNOWN_OPERATOR -> malformed("Invalid Condition type : " + e.value());
      case INVALID_CONDITION_KEY -> malformed("Policy has an invalid condition key");
      case INVALID_ADDRESS -> malformed("Invalid IP address in Conditions");
      case UNKNOWN_FIELD -> malformed("Unknown field " + e.value());
      default -> malformed(e.getMessage());
    };
  }

  /** The detail is the pair as S3 writes it, with spaces around the colon. */
  private static ServiceException invalidPrincipal(String pair) {
    return malformed("Invalid principal in policy").with("Detail", pair);
  }

  private static ServiceException malformed(String message) {
    return S3Error.MALFORMED_POLICY.because("%s", message);
  }

  private static void check(String bucket, Statement statement) {
    boolean onBucket = statement.isNotResource();
    boolean onObjects = statement.isNotResource();
    for (String resource : statement.resources()) {
      requireOf(bucket, resource);
      int slash = resource.indexOf('/');
      int star = resource.indexOf('*');
      onBucket |= slash < 0 || (star >= 0 && star < slash);
      onObjects |= slash >= 0 || star >= 0;
    }
    if (!statement.isNotAction()) {
      for (String action : statement.actions()) {
        String fault = PolicyActions.fault(action, onBucket, onObjects);
        if (fault != null) {
          throw malformed(fault);
        }
      }
    }
    String fault = PolicyConditionKeys.fault(statement);
    if (fault != null) {
      throw malformed(fault);
    }
  }

  /**
   * A bucket name with wildcards or variables is left for the request to decide; a bare wildcard is
   * no resource of S3's.
   */
  private static void requireOf(String bucket, String resource) {
    String rest = resource.startsWith(ARN) ? resource.substring(ARN.length()) : null;
    int slash = rest == null ? -1 : rest.indexOf('/');
    String named = slash < 0 ? rest : rest.substring(0, slash);
    boolean open =
        named != null
            && (named.indexOf('*') >= 0 || named.indexOf('?') >= 0 || named.indexOf('$') >= 0);
    if (!open && !bucket.equals(named)) {
      throw malformed("Policy has invalid resource").with("Detail", resource);
    }
  }
}
