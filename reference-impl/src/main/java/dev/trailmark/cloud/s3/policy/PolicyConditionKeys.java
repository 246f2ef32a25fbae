package dev.trailmark.cloud.s3.policy;

import dev.trailmark.cloud.policy.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which condition keys a bucket policy may use: those of AWS as a whole, and S3's own with the
 * actions that they apply to. Names are in lower case, as condition keys ignore it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions,
 *     resources, and condition keys for Amazon S3</a>
 */
final class PolicyConditionKeys {

  /** S3's keys that go with any action, or of which it is not certain with which they do not. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "s3:accessgrantsinstancearn",
          "s3:accesspointnetworkorigin",
          "s3:authtype",
          "s3:dataaccesspointaccount",
          "s3:dataaccesspointarn",
          "s3:destinationregion",
          "s3:existingjoboperation",
          "s3:existingjobpriority",
          "s3:if-match",
          "s3:if-none-match",
          "s3:inventoryaccessibleoptionalfields",
          "s3:isreplicationpauserequest",
          "s3:jobsuspendedcause",
          "s3:locationconstraint",
          "s3:object-lock-event-hold",
          "s3:object-lock-event-hold-duration-days",
          "s3:object-lock-legal-hold",
          "s3:object-lock-mode",
          "s3:object-lock-remaining-retention-days",
          "s3:object-lock-retain-until-date",
          "s3:objectcreationoperation",
          "s3:requestjoboperation",
          "s3:requestjobpriority",
          "s3:resourceaccount",
          "s3:signatureage",
          "s3:signatureversion",
          "s3:tlsversion",
          "s3:versionid",
          "s3:x-amz-content-sha256",
          "s3:x-amz-grant-write",
          "s3:x-amz-grant-write-acp",
          "s3:x-amz-object-ownership");

  /** Keys that end in the key of a tag. */
  private static final List<String> ANYWHERE_BY_TAG =
      List.of("s3:accesspointtag/", "s3:buckettag/", "s3:existingobjecttag/");

  private static final Set<String> LISTS = Set.of("s3:listbucket", "s3:listbucketversions");
  private static final Set<String> WRITES = Set.of("s3:putobject", "s3:replicateobject");
  private static final Set<String> TAGS =
      Set.of(
          "s3:putobject", "s3:putobjecttagging", "s3:putobjectversiontagging", "s3:replicatetags");
  private static final Set<String> ACLS =
      Set.of(
          "s3:createbucket",
          "s3:putbucketacl",
          "s3:putobject",
          "s3:putobjectacl",
          "s3:putobjectversionacl");

  private static final String REQUEST_TAG = "s3:requestobjecttag/";

  /** Keys of requests of a certain kind, with the actions of these requests. */
  private static final Map<String, Set<String>> ACTIONS = new HashMap<>();

  static {
    List.of("prefix", "delimiter", "max-keys").forEach(key -> ACTIONS.put("s3:" + key, LISTS));
    List.of(
            "copy-source",
            "metadata-directive",
            "server-side-encryption",
            "server-side-encryption-aws-kms-key-id",
            "server-side-encryption-customer-algorithm",
            "storage-class",
            "website-redirect-location")
        .forEach(key -> ACTIONS.put("s3:x-amz-" + key, WRITES));
    List.of("acl", "grant-read", "grant-read-acp", "grant-full-control")
        .forEach(key -> ACTIONS.put("s3:x-amz-" + key, ACLS));
    ACTIONS.put(REQUEST_TAG, TAGS);
    ACTIONS.put("s3:requestobjecttagkeys", TAGS);
  }

  private PolicyConditionKeys() {}

  /** What S3 says of a statement whose conditions it does not take; {@code null} of others. */
  static String fault(Statement statement) {
    for (String key : statement.conditionKeys()) {
      if (!isKnown(key)) {
        return "Policy has an invalid condition key";
      }
    }
    for (String key : statement.conditionKeys()) {
      if (!appliesToAll(key, statement)) {
        return "Conditions do not apply to combination of actions and resources in statement";
      }
    }
    return null;
  }

  /** Of AWS's own keys S3 does not look at the rest of the name. */
  private static boolean isKnown(String key) {
    return key.startsWith("aws:")
        || ANYWHERE.contains(key)
        || ACTIONS.containsKey(family(key))
        || ANYWHERE_BY_TAG.stream().anyMatch(key::startsWith);
  }

  /** One action that the key does not go with is enough to refuse the statement. */
  private static boolean appliesToAll(String key, Statement statement) {
    Set<String> actions = ACTIONS.get(family(key));
    return actions == null
        || statement.isNotAction()
        || statement.actions().stream()
            .map(action -> action.toLowerCase(Locale.ROOT))
            .allMatch(action -> isPattern(action) || actions.contains(action));
  }

  /** Actions with wildcards are not looked into. */
  private static boolean isPattern(String action) {
    return action.indexOf('*') >= 0 || action.indexOf('?') >= 0;
  }

  private static String family(String key) {
    return key.startsWith(REQUEST_TAG) ? REQUEST_TAG : key;
  }
}
