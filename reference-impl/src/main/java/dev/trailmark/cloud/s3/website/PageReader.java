package dev.trailmark.cloud.s3.website;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.request.S3Error;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/** Reads objects for visitors by S3's own operations, under the permissions that these need. */
final class PageReader {
  private final Operation<GetObjectRequest, GetObjectResponse> get;
  private final Operation<HeadObjectRequest, GetObjectResponse> head;

  PageReader(
      Operation<GetObjectRequest, GetObjectResponse> get,
      Operation<HeadObjectRequest, GetObjectResponse> head) {
    this.get = get;
    this.head = head;
  }

  /**
   * A page.
   *
   * @param answer what is sent with the body, which the call has
   * @param redirect where the object sends its visitors; {@code null} when it is the page itself
   */
  record Page(SdkPojo answer, String redirect) {}

  /**
   * Reads what the visitor asked for, with the conditions and the range of his request.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException S3's refusal
   */
  Page asked(Call call, GetObjectRequest in) {
    GetObjectResponse answer =
        call.wire().method().equals("HEAD") ? run(call, head, about(in)) : run(call, get, in);
    String redirect = answer.websiteRedirectLocation();
    return new Page(answer.toBuilder().websiteRedirectLocation(null).build(), redirect);
  }

  private static HeadObjectRequest about(GetObjectRequest in) {
    return HeadObjectRequest.builder()
        .bucket(in.bucket())
        .key(in.key())
        .range(in.range())
        .ifMatch(in.ifMatch())
        .ifNoneMatch(in.ifNoneMatch())
        .ifModifiedSince(in.ifModifiedSince())
        .ifUnmodifiedSince(in.ifUnmodifiedSince())
        .build();
  }

  /** Reads another object whole, whatever the method; its body is not sent to HEAD. */
  Page other(Call call, GetObjectRequest in, String key) {
    return asked(call, GetObjectRequest.builder().bucket(in.bucket()).key(key).build());
  }

  private static <I extends SdkPojo, O extends SdkPojo> O run(
      Call call, Operation<I, O> operation, I in) {
    for (AccessCheck check : operation.access().checks(call, in)) {
      Decision decision = call.decide(check);
      if (!decision.allowed()) {
        throw call.explained(check, decision, S3Error.ACCESS_DENIED.fail());
      }
    }
    return operation.handler().handle(call, in);
  }
}
