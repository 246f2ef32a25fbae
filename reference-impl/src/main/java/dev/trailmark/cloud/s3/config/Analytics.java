package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.AnalyticsConfiguration;
import software.amazon.awssdk.services.s3.model.AnalyticsFilter;
import software.amazon.awssdk.services.s3.model.DeleteBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ListBucketAnalyticsConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketAnalyticsConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAnalyticsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAnalyticsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.StorageClassAnalysisDataExport;

/**
 * Storage class analyses: kept, and no analysis is made.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAnalyticsConfiguration.html"
 *     >PutBucketAnalyticsConfiguration</a>
 */
final class Analytics {
  private Analytics() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new KeyedConfigurations<>(
            access,
            codec,
            new KeyedConfigurations.Sort<AnalyticsConfiguration>(
                "analytics",
                "AnalyticsConfiguration",
                AnalyticsConfiguration::builder,
                AnalyticsConfiguration::id,
                Analytics::check,
                S3Error.MALFORMED_XML))
        .rows(
            new KeyedConfigurations.Messages<>(
                PutBucketAnalyticsConfigurationRequest::builder,
                PutBucketAnalyticsConfigurationResponse.builder().build(),
                GetBucketAnalyticsConfigurationRequest::builder,
                GetBucketAnalyticsConfigurationResponse::builder,
                DeleteBucketAnalyticsConfigurationRequest::builder,
                DeleteBucketAnalyticsConfigurationResponse.builder().build(),
                ListBucketAnalyticsConfigurationsRequest::builder,
                page ->
                    ListBucketAnalyticsConfigurationsResponse.builder()
                        .analyticsConfigurationList(page.documents())
                        .isTruncated(page.isTruncated())
                        .continuationToken(page.token())
                        .nextContinuationToken(page.next())
                        .build()));
  }

  private static void check(AnalyticsConfiguration sent) {
    AnalyticsFilter filter = sent.filter();
    boolean formed =
        sent.storageClassAnalysis() != null
            && (filter == null
                || Forms.one(filter.prefix(), filter.tag(), filter.and()) && isFormed(filter))
            && (sent.storageClassAnalysis().dataExport() == null
                || isFormed(sent.storageClassAnalysis().dataExport()));
    if (!formed) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (sent.storageClassAnalysis().dataExport() != null) {
      Forms.requireBucketArn(
          sent.storageClassAnalysis().dataExport().destination().s3BucketDestination().bucket());
    }
  }

  private static boolean isFormed(AnalyticsFilter sent) {
    return Forms.whole(Stream.ofNullable(sent.tag()))
        && (sent.and() == null
            || Forms.whole(sent.and().tags().stream())
                && Forms.several(sent.and().tags(), sent.and().prefix()));
  }

  private static boolean isFormed(StorageClassAnalysisDataExport sent) {
    return Forms.known(sent.outputSchemaVersion())
        && sent.destination() != null
        && sent.destination().s3BucketDestination() != null
        && Forms.known(sent.destination().s3BucketDestination().format());
  }
}
