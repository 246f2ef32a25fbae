package dev.trailmark.cloud.s3.form;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.StreamedBody;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * POST Object: a form's policy is held against its fields, then it is a PutObject like any other.
 * The request has been turned into one already; the form itself is at hand for what PutObject does
 * not know.
 *
 * <p>That CloudTrail records it as {@code PostObject} with the authentication method {@code
 * HtmlForm} is unconfirmed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST
 *     Object</a>
 */
public final class FormUploads implements S3Family {
  private final InstantSource requestClock;

  /**
   * The family.
   *
   * @param requestClock the time that policies are judged by, as signatures are
   */
  public FormUploads(InstantSource requestClock) {
    this.requestClock = requestClock;
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return List.of();
  }

  @Override
  public List<Operation<?, ?>> onPutObject(Operation<PutObjectRequest, PutObjectResponse> put) {
    return List.of(
        Operation.<PutObjectRequest, PutObjectResponse>of(
                "PostObject", PutObjectRequest::builder, (call, in) -> post(call, in, put))
            .access((call, in) -> access(call, in, put))
            .honours(put.honoured().toArray(String[]::new))
            .streamsRequest()
            .status(204)
            .trail(put.trail())
            .build());
  }

  /** What PutObject needs, once the policy lets the form pass. */
  private List<AccessCheck> access(
      Call call, PutObjectRequest in, Operation<PutObjectRequest, PutObjectResponse> put) {
    PostPolicy policy = policy(call);
    if (policy != null) {
      policy.check(call.form().fields(), in.bucket(), requestClock.instant());
    }
    return put.access().checks(call, in);
  }

  /** Stores the file, and answers as the form wants it. */
  private PutObjectResponse post(
      Call call, PutObjectRequest in, Operation<PutObjectRequest, PutObjectResponse> put) {
    PostPolicy policy = policy(call);
    SizeRange allowed = policy == null ? SizeRange.ANY : policy.size();
    StreamedBody sent = call.body();
    call.body(
        new StreamedBody(
            new BoundedFile(sent.stream(), allowed, call.form().fileSize()),
            -1,
            sent.inMemory(),
            sent.trailers()));
    PutObjectResponse stored = put.handler().handle(call, in);
    FormAnswers.answer(call, in.bucket(), in.key(), stored.eTag());
    return stored;
  }

  private static PostPolicy policy(Call call) {
    String sent = call.form().fields().first("policy");
    return sent == null ? null : PostPolicy.parse(sent);
  }
}
