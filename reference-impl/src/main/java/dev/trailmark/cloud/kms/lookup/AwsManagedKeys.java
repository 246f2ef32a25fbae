package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.AliasRecord;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.Material;
import dev.trailmark.cloud.kms.model.MaterialRecord;
import dev.trailmark.cloud.kms.model.Materials;
import dev.trailmark.cloud.kms.model.NewKeys;
import dev.trailmark.cloud.kms.model.RotationPlan;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.Map;

/**
 * Keys that AWS manages for a service, here {@code alias/aws/s3}: one per account and region, made
 * when the service first uses it for someone or when its alias is first described. Their policies
 * let nobody change them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key">AWS
 *     managed keys</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html">DescribeKey</a>
 */
public final class AwsManagedKeys {
  /** The aliases that exist without a key. */
  public static final List<String> PREDEFINED = List.of("alias/aws/s3");

  private static final String S3_DESCRIPTION =
      "Default key that protects my S3 objects when no other key is defined";

  private final KeyViews views;

  /** One whose keys are seen through {@code views}. */
  public AwsManagedKeys(KeyViews views) {
    this.views = views;
  }

  /**
   * Makes the key behind a predefined alias, or finds the one that another call is just making;
   * {@code null} when the alias is none or this call does not bring its key into being.
   */
  KeyUse make(Call call, String account, String alias, String action) {
    boolean first = action.equals("kms:DescribeKey") || calledByS3(call);
    if (account == null || !first || !PREDEFINED.contains(alias)) {
      return null;
    }
    return KmsTables.update(
        call, account, transaction -> inside(call, account, alias, transaction));
  }

  private KeyUse inside(Call call, String account, String alias, Transaction transaction) {
    String partition = KmsTables.partition(account, call.region());
    AliasRecord existing = transaction.get(KmsTables.ALIASES, partition + alias);
    if (existing == null) {
      String policy = DefaultPolicies.ofS3(account, call.region());
      KeyRecord key =
          NewKeys.make(
                  call,
                  transaction,
                  new NewKeys.Draft(
                      account,
                      KeyTraits.awsManaged(),
                      S3_DESCRIPTION,
                      policy,
                      Map.of(),
                      Material.make(KeyForm.SYMMETRIC_DEFAULT, call.ids())))
              .change()
              .rotation(RotationPlan.yearly(call.time()))
              .done()
              .aliased(List.of(alias));
      KmsTables.put(transaction, key);
      existing = new AliasRecord(alias, key.id(), call.time(), call.time());
      transaction.put(KmsTables.ALIASES, partition + alias, existing);
    }
    KeyRecord key = transaction.get(KmsTables.KEYS, partition + existing.targetKeyId());
    MaterialRecord material = Materials.of(transaction, key, key.currentMaterialId());
    return new KeyUse(views.of(key.address(), key), alias, material, false);
  }

  private static boolean calledByS3(Call call) {
    List<String> via = call.context().values("kms:viaservice");
    return via != null && via.contains("s3." + call.region() + ".amazonaws.com");
  }
}
