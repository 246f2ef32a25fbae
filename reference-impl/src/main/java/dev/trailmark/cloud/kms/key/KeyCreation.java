package dev.trailmark.cloud.kms.key;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.ServiceRoles;
import dev.trailmark.cloud.kms.lookup.ConditionKeys;
import dev.trailmark.cloud.kms.lookup.DefaultPolicies;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.Material;
import dev.trailmark.cloud.kms.model.NewKeys;
import dev.trailmark.cloud.kms.policy.KeyPolicies;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.tagging.Tags;
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
  private KeyCreation() {}

  /**
   * kms:CreateKey and, with tags, kms:TagResource, both on no resource. Refuses keys that cannot be
   * made, and notes for the trail the defaults that it records.
   */
  static List<AccessCheck> access(Call call, CreateKeyRequest request) {
    KeyTraits traits = traits(request);
    noteDefaults(call, request, traits);
    Map<String, String> tags = Tags.of(request.tags());
    Map<String, List<String>> keys = new HashMap<>();
    ConditionKeys.traits(traits, keys);
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
    KeyTraits traits = traits(request);
    if (traits.multiRegion()) {
      ServiceRoles.MULTI_REGION_KEYS.ensure(call);
    }
    NewKeys.Draft draft =
        new NewKeys.Draft(
            call.accountId(),
            traits,
            request.description() == null ? "" : request.description(),
            policyOf(call, request, traits),
            Tags.of(request.tags()),
            traits.origin().equals(KeyTraits.EXTERNAL)
                ? null
                : Material.make(traits.form(), call.ids()));
    KeyRecord key =
        KmsTables.update(
            call,
            draft.account(),
            transaction -> {
              NewKeys.requireRoom(transaction, draft.account(), call.region());
              return NewKeys.make(call, transaction, KeyPlacement.placed(call, transaction, draft));
            });
    call.trail().resource(KeyAccess.KEY_TYPE, key.arn(), key.account());
    return CreateKeyResponse.builder().keyMetadata(Keys.metadata(key)).build();
  }

  private static String policyOf(Call call, CreateKeyRequest request, KeyTraits traits) {
    if (request.policy() == null) {
      return DefaultPolicies.customer(call.accountId());
    }
    PolicyDocument policy = KeyPolicies.accept(call, request.policy());
    if (!bypasses(request)) {
      Map<String, List<String>> keys = new HashMap<>();
      ConditionKeys.traits(traits, keys);
      String anyKey = KmsArns.key(call.accountId(), call.region(), call.ids().uuid());
      KeyPolicies.refuseLockout(call, anyKey, policy, keys);
    }
    return policy.text();
  }

  private static boolean bypasses(CreateKeyRequest request) {
    return Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck());
  }

  /** What the request asks for; refuses what no key can be. */
  private static KeyTraits traits(CreateKeyRequest request) {
    if (request.keySpec() != null && request.customerMasterKeySpec() != null) {
      throw KmsError.VALIDATION.because(
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
              + " CustomerMasterKeySpec is deprecated.");
    }
    KeyForm form = form(request);
    return KeyTraits.customer(
        form,
        usage(request, form),
        origin(request),
        Boolean.TRUE.equals(request.multiRegion()),
        KeyPlacement.custody(request, form));
  }

  private static KeyForm form(CreateKeyRequest request) {
    if (request.keySpec() != null) {
      return KeyForm.valueOf(request.keySpecAsString());
    }
    return request.customerMasterKeySpec() == null
        ? KeyForm.SYMMETRIC_DEFAULT
        : KeyForm.valueOf(request.customerMasterKeySpecAsString());
  }

  private static String usage(CreateKeyRequest request, KeyForm form) {
    String usage = request.keyUsageAsString();
    if (usage == null) {
      if (!form.symmetric()) {
        throw KmsError.VALIDATION.because(
            "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
                + " keys.");
      }
      return KeyForm.ENCRYPTION;
    }
    if (form.algorithms(usage).isEmpty()) {
      throw KmsError.VALIDATION.because(
          "KeyUsage %s is not compatible with KeySpec %s", usage, form.name());
    }
    return usage;
  }

  private static String origin(CreateKeyRequest request) {
    return request.origin() == null ? KeyTraits.OWN_ORIGIN : request.originAsString();
  }

  /** The record shows what holds, whether or not it was sent. */
  private static void noteDefaults(Call call, CreateKeyRequest request, KeyTraits traits) {
    call.trail()
        .parameter("description", request.description() == null ? "" : request.description())
        .parameter("keyUsage", traits.usage())
        .parameter("customerMasterKeySpec", traits.spec())
        .parameter("keySpec", traits.spec())
        .parameter("origin", traits.origin())
        .parameter("bypassPolicyLockoutSafetyCheck", bypasses(request))
        .parameter("multiRegion", traits.multiRegion());
    if (!request.hasTags()) {
      call.trail().parameter("tags", List.of());
    }
  }
}
