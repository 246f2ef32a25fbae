package dev.trailmark.cloud.s3.cors;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.wire.ResponseBody;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;

/**
 * A browser's question whether a page may send a request. It is asked and answered without looking
 * at a signature, even at a presigned address, and needs no permission. The rule's headers are
 * added where all answers get them.
 *
 * <p>The API has no such operation, so its types are borrowed from one that names a bucket and a
 * key.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html">OPTIONS
 *     object</a>
 */
final class Preflights {
  private static final String NOT_ALLOWED =
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
          + " Origin, request method / Access-Control-Request-Method or"
          + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

  private final KeptRules rules;

  Preflights(KeptRules rules) {
    this.rules = rules;
  }

  Operation<?, ?> row() {
    return Operation.<GetObjectAclRequest, GetObjectAclResponse>of(
            "OptionsObject", GetObjectAclRequest::builder, this::answer)
        .access(Preflights::note)
        .honours("Bucket", "Key", "VersionId", "RequestPayer", "ExpectedBucketOwner")
        .trail(
            TrailRule.<GetObjectAclRequest, GetObjectAclResponse>read()
                .data()
                .named("PreflightRequest")
                .parameters(Preflights::recorded))
        .build();
  }

  /** Of a presigned address nothing is recorded but what it is the address of. */
  private static Map<String, Object> recorded(Call call, GetObjectAclRequest in) {
    Map<String, Object> recorded = new TreeMap<>();
    recorded.put("bucketName", in.bucket());
    recorded.put("Host", call.caller().host());
    if (in.key() != null) {
      recorded.put("key", in.key());
    }
    return recorded;
  }

  private static List<AccessCheck> note(Call call, GetObjectAclRequest in) {
    if (isThere(call, in)) {
      BucketRecord bucket =
          in.key() == null
              ? S3Access.bucketOf(call, in.bucket(), null)
              : S3Access.bucketOf(call, in.bucket(), in.key(), null);
      call.trail().tells(bucket.ownerAccount());
    }
    return List.of();
  }

  private GetObjectAclResponse answer(Call call, GetObjectAclRequest in) {
    Question question = Question.of(call.wire());
    if (question == null) {
      throw S3Error.BAD_REQUEST.because("Insufficient information. Origin request header needed.");
    }
    String method = call.wire().header("access-control-request-method");
    boolean found = isThere(call, in);
    if (!found || rules.of(call.state(), in.bucket()) == null) {
      String why = found ? "CORS is not enabled for this bucket." : "Bucket not found";
      throw refusal("CORSResponse: " + why, method == null ? "OPTIONS" : method, "BUCKET");
    }
    if (method == null) {
      throw S3Error.BAD_REQUEST.because("Invalid Access-Control-Request-Method: null");
    }
    if (rules.match(call.state(), in.bucket(), question).isEmpty()) {
      throw refusal(NOT_ALLOWED, method, in.key() == null ? "BUCKET" : "OBJECT");
    }
    call.reply(ResponseBody.empty());
    return GetObjectAclResponse.builder().build();
  }

  private static boolean isThere(Call call, GetObjectAclRequest in) {
    return call.state().get(S3Kinds.BUCKET, String.valueOf(in.bucket())) != null;
  }

  private static ServiceException refusal(String message, String method, String type) {
    return S3Error.CORS_FORBIDDEN
        .because("%s", message)
        .with("Method", method)
        .with("ResourceType", type);
  }
}
