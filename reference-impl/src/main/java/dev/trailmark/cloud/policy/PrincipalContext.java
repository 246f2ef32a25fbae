package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The condition keys that follow from who calls, computed when a policy asks: {@code
 * aws:PrincipalArn}, {@code aws:PrincipalAccount}, {@code aws:PrincipalType}, {@code aws:userid},
 * {@code aws:username}, {@code aws:PrincipalIsAWSService}, {@code aws:PrincipalServiceName}, {@code
 * aws:PrincipalServiceNamesList}, {@code aws:TokenIssueTime}, {@code aws:MultiFactorAuthPresent},
 * {@code aws:SourceIdentity} and {@code aws:PrincipalTag/…}. Meant as the parent of the request's
 * {@link ContextValues}.
 *
 * @param principal who calls
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS
 *     global condition context keys</a>
 */
public record PrincipalContext(Principal principal) implements RequestContext {

  private static final String TAG = "aws:principaltag/";

  @Override
  public List<String> values(String key) {
    return switch (key) {
      case "aws:principalarn" -> one(principal.entityArn());
      case "aws:principalaccount" -> one(principal.accountId());
      case "aws:principaltype" -> principal.isService() ? null : one(conditionType());
      case "aws:userid" -> principal.isService() ? null : one(principal.userId());
      case "aws:username" -> principal.type() == PrincipalType.USER ? one(principal.name()) : null;
      case "aws:principalisawsservice" -> one(Boolean.toString(principal.isService()));
      case "aws:principalservicename", "aws:principalservicenameslist" ->
          principal.isService() ? one(principal.name()) : null;
      case "aws:tokenissuetime" ->
          principal.session() == null ? null : one(principal.session().issuedAt().toString());
      case "aws:multifactorauthpresent" ->
          principal.session() == null
              ? null
              : one(Boolean.toString(principal.session().mfaAuthenticated()));
      case "aws:sourceidentity" ->
          principal.session() == null ? null : one(principal.session().sourceIdentity());
      default -> key.startsWith(TAG) ? tag(key.substring(TAG.length())) : null;
    };
  }

  private String conditionType() {
    return principal.type().conditionValue();
  }

  private List<String> tag(String lowerCaseName) {
    for (Map.Entry<String, String> tag : principal.tags().entrySet()) {
      if (tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
        return one(tag.getValue());
      }
    }
    return null;
  }

  private static List<String> one(String value) {
    return value == null ? null : List.of(value);
  }
}
