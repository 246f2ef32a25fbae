package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;

/**
 * CreateKey: which keys can be made, who may make them, and the making.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 */
final class KeyCreation {
  private static final String SYMMETRIC = KeyTraits.customer().spec();
  private static final String ENCRYPTION = KeyTraits.customer().usage();
  private static final String OWN_ORIGIN = KeyTraits.customer().origin();

  private KeyCreation() {}

  /**
   * kms:CreateKey and, with tags, kms:TagResource, both on no resource. Refuses keys that cannot be
   * made, and notes for the trail the defaults that it records.
   */
  static List<AccessCheck> access(Call call, CreateKeyRequest request) {
    checkTraits(request);
    noteDefaults(call, request);
    Map<String, String> tags = Tags.of(request.tags());
    Map<String, List<String>> keys = new HashMap<>();
    ConditionKeys.traits(KeyTraits.customer(), keys);
    keys.put("kms:bypasspolicylockoutsafetycheck", List.of(Boolean.toString(bypasses(request))));
    ConditionKeys.requestTags(tags, keys);
    List<AccessCheck> checks = new ArrayList<>(2);
    checks.add(AccessCheck.onAny("kms:CreateKey", call.accountId()).with(keys));
    if (!tags.isEmpty()) {
      checks.add(AccessCheck.onAny("kms:TagResource", call.accountId()).with(keys));
    }
    return checks;
  }

  static CreateKeyResponse create(Call call, CreateKeyRequest request) {
    Keys.Draft draft =
        new Keys.Draft(
            call.accountId(),
            KeyTraits.customer(),
            request.description() == null ? "" : request.description(),
            policyOf(call, request),
            Tags.of(request.tags()));
    KeyRecord key =
        KmsTables.update(call, draft.account(), transaction -> Keys.make(call, transaction, draft));
    call.trail().resource(KeyAccess.KEY_TYPE, key.arn(), key.account());
    return CreateKeyResponse.builder().keyMetadata(Keys.metadata(key)).build();
  }

  private static String policyOf(Call call, CreateKeyRequest request) {
    if (request.policy() == null) {
      return DefaultPolicies.customer(call.accountId());
    }
    PolicyDocument policy = KeyPolicies.accept(call, request.policy());
    if (!bypasses(request)) {
      Map<String, List<String>> keys = new HashMap<>();
      ConditionKeys.traits(KeyTraits.customer(), keys);
      String anyKey = KmsArns.key(call.accountId(), call.region(), call.ids().uuid());
      KeyPolicies.refuseLockout(call, anyKey, policy, keys);
    }
    return policy.text();
  }

  private static boolean bypasses(CreateKeyRequest request) {
    return Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck());
  }

  private static void checkTraits(CreateKeyRequest request) {
    if (request.keySpec() != null && request.customerMasterKeySpec() != null) {
      throw KmsError.VALIDATION.because(
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
              + " CustomerMasterKeySpec is deprecated.");
    }
    String spec = specOf(request);
    String usage = request.keyUsageAsString();
    if (!spec.equals(SYMMETRIC)) {
      if (usage == null) {
        throw KmsError.VALIDATION.because(
            "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
                + " keys.");
      }
      throw KmsError.NOT_IMPLEMENTED.because("KeySpec %s is not implemented", spec);
    }
    if (usage != null && !usage.equals(ENCRYPTION)) {
      throw KmsError.VALIDATION.because(
          "KeyUsage %s is not compatible with KeySpec %s", usage, spec);
    }
    if (request.origin() != null && !request.originAsString().equals(OWN_ORIGIN)) {
      throw KmsError.NOT_IMPLEMENTED.because(
          "Origin %s is not implemented", request.originAsString());
    }
    if (Boolean.TRUE.equals(request.multiRegion())) {
      throw KmsError.NOT_IMPLEMENTED.because("MultiRegion keys are not implemented");
    }
  }

  private static String specOf(CreateKeyRequest request) {
    if (request.keySpec() != null) {
      return request.keySpecAsString();
    }
    return request.customerMasterKeySpec() == null
        ? SYMMETRIC
        : request.customerMasterKeySpecAsString();
  }

  /** The record shows what holds, whether or not it was sent. */
  private static void noteDefaults(Call call, CreateKeyRequest request) {
    call.trail()
        .parameter("description", request.description() == null ? "" : request.description())
        .parameter("keyUsage", ENCRYPTION)
        .parameter("customerMasterKeySpec", SYMMETRIC)
        .parameter("keySpec", SYMMETRIC)
        .parameter("origin", OWN_ORIGIN)
        .parameter("bypassPolicyLockoutSafetyCheck", bypasses(request))
        .parameter("multiRegion", false);
    if (!request.hasTags()) {
      call.trail().parameter("tags", List.of());
    }
  }
}
