package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.RequesterPays;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.RequestPaymentConfiguration;

/**
 * Who pays for requests: a setting that {@link RequesterPays} obeys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html"
 *     >PutBucketRequestPayment</a>
 */
final class RequestPayment {
  private static final Set<String> PAYERS = Set.of("BucketOwner", RequesterPays.REQUESTER);

  private RequestPayment() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, RequesterPays.NAME)
        .put(
            Naming.of("PutBucketRequestPayment"),
            PutBucketRequestPaymentRequest::builder,
            "RequestPaymentConfiguration",
            RequestPayment::check,
            PutBucketRequestPaymentResponse.builder().build())
        .get(
            Naming.of("GetBucketRequestPayment"),
            GetBucketRequestPaymentRequest::builder,
            GetBucketRequestPaymentResponse::builder,
            Absent.meaning(RequestPaymentConfiguration.builder().payer("BucketOwner").build()))
        .rows();
  }

  private static Kept check(Sent<RequestPaymentConfiguration> sent) {
    String payer = sent.document().payerAsString();
    if (payer == null || !PAYERS.contains(payer)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return new Kept(sent.document(), Map.of(RequesterPays.PAYER, payer));
  }
}
