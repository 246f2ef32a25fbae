package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.DeleteBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketMetricsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketMetricsConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.MetricsConfiguration;
import software.amazon.awssdk.services.s3.model.MetricsFilter;
import software.amazon.awssdk.services.s3.model.PutBucketMetricsConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketMetricsConfigurationResponse;

/**
 * Request metrics: kept, and nothing is measured.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html"
 *     >PutBucketMetricsConfiguration</a>
 */
final class RequestMetrics {
  private RequestMetrics() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new KeyedConfigurations<>(
            access,
            codec,
            new KeyedConfigurations.Sort<MetricsConfiguration>(
                "metrics",
                "MetricsConfiguration",
                MetricsConfiguration::builder,
                MetricsConfiguration::id,
                RequestMetrics::check,
                S3Error.ID_MISMATCH))
        .rows(
            new KeyedConfigurations.Messages<>(
                PutBucketMetricsConfigurationRequest::builder,
                PutBucketMetricsConfigurationResponse.builder().build(),
                GetBucketMetricsConfigurationRequest::builder,
                GetBucketMetricsConfigurationResponse::builder,
                DeleteBucketMetricsConfigurationRequest::builder,
                DeleteBucketMetricsConfigurationResponse.builder().build(),
                ListBucketMetricsConfigurationsRequest::builder,
                page ->
                    ListBucketMetricsConfigurationsResponse.builder()
                        .metricsConfigurationList(page.documents())
                        .isTruncated(page.isTruncated())
                        .continuationToken(page.token())
                        .nextContinuationToken(page.next())
                        .build()));
  }

  private static void check(MetricsConfiguration sent) {
    MetricsFilter filter = sent.filter();
    if (filter != null && !isFormed(filter)) {
      throw S3Error.MALFORMED_XML.fail();
    }
  }

  private static boolean isFormed(MetricsFilter sent) {
    return Forms.one(sent.prefix(), sent.tag(), sent.accessPointArn(), sent.and())
        && Forms.whole(Stream.ofNullable(sent.tag()))
        && (sent.and() == null
            || Forms.whole(sent.and().tags().stream())
                && Forms.several(
                    sent.and().tags(), sent.and().prefix(), sent.and().accessPointArn()));
  }
}
