package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketInventoryConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketInventoryConfigurationResponse;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.InventoryEncryption;
import software.amazon.awssdk.services.s3.model.InventoryS3BucketDestination;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketInventoryConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketInventoryConfigurationResponse;

/**
 * Inventories: kept, and no report is written.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html"
 *     >PutBucketInventoryConfiguration</a>
 */
final class Inventories {
  private Inventories() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new KeyedConfigurations<>(
            access,
            codec,
            new KeyedConfigurations.Sort<InventoryConfiguration>(
                "inventory",
                "InventoryConfiguration",
                InventoryConfiguration::builder,
                InventoryConfiguration::id,
                Inventories::check,
                S3Error.ID_MISMATCH))
        .rows(
            new KeyedConfigurations.Messages<>(
                PutBucketInventoryConfigurationRequest::builder,
                PutBucketInventoryConfigurationResponse.builder().build(),
                GetBucketInventoryConfigurationRequest::builder,
                GetBucketInventoryConfigurationResponse::builder,
                DeleteBucketInventoryConfigurationRequest::builder,
                DeleteBucketInventoryConfigurationResponse.builder().build(),
                ListBucketInventoryConfigurationsRequest::builder,
                page ->
                    ListBucketInventoryConfigurationsResponse.builder()
                        .inventoryConfigurationList(page.documents())
                        .isTruncated(page.isTruncated())
                        .continuationToken(page.token())
                        .nextContinuationToken(page.next())
                        .build()));
  }

  private static void check(InventoryConfiguration sent) {
    boolean formed =
        sent.isEnabled() != null
            && Forms.known(sent.includedObjectVersions())
            && sent.schedule() != null
            && Forms.known(sent.schedule().frequency())
            && (sent.filter() == null || sent.filter().prefix() != null)
            && sent.optionalFields().stream().allMatch(Forms::known)
            && sent.destination() != null
            && sent.destination().s3BucketDestination() != null
            && isFormed(sent.destination().s3BucketDestination());
    if (!formed) {
      throw S3Error.MALFORMED_XML.fail();
    }
    Forms.requireBucketArn(sent.destination().s3BucketDestination().bucket());
  }

  /** A report is encrypted in one way, if it is said how. */
  private static boolean isFormed(InventoryS3BucketDestination sent) {
    InventoryEncryption encryption = sent.encryption();
    return Forms.known(sent.format())
        && (encryption == null
            || Forms.one(encryption.sses3(), encryption.ssekms())
                && (encryption.ssekms() == null || encryption.ssekms().keyId() != null));
  }
}
