package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.DeleteBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.IntelligentTieringAccessTier;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;
import software.amazon.awssdk.services.s3.model.IntelligentTieringFilter;
import software.amazon.awssdk.services.s3.model.ListBucketIntelligentTieringConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketIntelligentTieringConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketIntelligentTieringConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketIntelligentTieringConfigurationResponse;
import software.amazon.awssdk.services.s3.model.Tiering;

/**
 * Configurations of the archive tiers of Intelligent-Tiering, as they are put.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketIntelligentTieringConfiguration.html"
 *     >PutBucketIntelligentTieringConfiguration</a>
 */
final class Tierings {
  private static final int SOONEST_ARCHIVE = 90;
  private static final int SOONEST_DEEP_ARCHIVE = 180;
  private static final int LATEST = 730;

  private Tierings() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new KeyedConfigurations<>(
            access,
            codec,
            new KeyedConfigurations.Sort<IntelligentTieringConfiguration>(
                "intelligent-tiering",
                "IntelligentTieringConfiguration",
                IntelligentTieringConfiguration::builder,
                IntelligentTieringConfiguration::id,
                Tierings::check,
                S3Error.MALFORMED_XML))
        .rows(
            new KeyedConfigurations.Messages<>(
                PutBucketIntelligentTieringConfigurationRequest::builder,
                PutBucketIntelligentTieringConfigurationResponse.builder().build(),
                GetBucketIntelligentTieringConfigurationRequest::builder,
                GetBucketIntelligentTieringConfigurationResponse::builder,
                DeleteBucketIntelligentTieringConfigurationRequest::builder,
                DeleteBucketIntelligentTieringConfigurationResponse.builder().build(),
                ListBucketIntelligentTieringConfigurationsRequest::builder,
                page ->
                    ListBucketIntelligentTieringConfigurationsResponse.builder()
                        .intelligentTieringConfigurationList(page.documents())
                        .isTruncated(page.isTruncated())
                        .continuationToken(page.token())
                        .nextContinuationToken(page.next())
                        .build()));
  }

  private static void check(IntelligentTieringConfiguration sent) {
    IntelligentTieringFilter filter = sent.filter();
    boolean formed =
        Forms.known(sent.status())
            && !sent.tierings().isEmpty()
            && sent.tierings().stream()
                .allMatch(t -> t.days() != null && Forms.known(t.accessTier()))
            && (filter == null || isFormed(filter));
    if (!formed) {
      throw S3Error.MALFORMED_XML.fail();
    }
    sent.tierings().forEach(Tierings::check);
  }

  private static boolean isFormed(IntelligentTieringFilter sent) {
    return Forms.one(sent.prefix(), sent.tag(), sent.and())
        && Forms.whole(Stream.ofNullable(sent.tag()))
        && (sent.and() == null
            || Forms.whole(sent.and().tags().stream())
                && Forms.several(sent.and().tags(), sent.and().prefix()));
  }

  private static void check(Tiering tiering) {
    int least =
        tiering.accessTier() == IntelligentTieringAccessTier.ARCHIVE_ACCESS
            ? SOONEST_ARCHIVE
            : SOONEST_DEEP_ARCHIVE;
    if (tiering.days() < least || tiering.days() > LATEST) {
      throw S3Error.INVALID_ARGUMENT
          .because(
              "'Days' for access tier '%s' must be between %d and %d",
              tiering.accessTierAsString(), least, LATEST)
          .with("ArgumentName", "Days")
          .with("ArgumentValue", tiering.days().toString());
    }
  }
}
