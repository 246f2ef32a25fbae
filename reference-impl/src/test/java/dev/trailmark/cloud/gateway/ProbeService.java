package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Operation.Handler;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.policy.Decision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A service in S3's clothes, so that unsigned requests reach it, whose operations do what a test
 * tells them.
 */
public final class ProbeService implements Service {
  public volatile Handler<PutObjectRequest, PutObjectResponse> put =
      (call, in) -> PutObjectResponse.builder().build();
  public volatile Handler<GetObjectRequest, GetObjectResponse> get =
      (call, in) -> GetObjectResponse.builder().build();
  public volatile Handler<HeadObjectRequest, HeadObjectResponse> head =
      (call, in) -> HeadObjectResponse.builder().build();
  public volatile Operation.Access<PutObjectRequest> access = (call, in) -> List.of();
  public volatile boolean recorderBreaks;

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Protocol protocol() {
    return Protocol.restXml("http://s3.amazonaws.com/doc/2006-03-01/");
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return List.of(
        Operation.<PutObjectRequest, PutObjectResponse>of(
                "PutObject", PutObjectRequest::builder, (call, in) -> put.handle(call, in))
            .access((call, in) -> access.checks(call, in))
            .honours("Bucket", "Key", "ContentLength", "ContentType")
            .streamsRequest()
            .trail(TrailRule.<PutObjectRequest, PutObjectResponse>write().parameters(this::noted))
            .build(),
        Operation.<GetObjectRequest, GetObjectResponse>of(
                "GetObject", GetObjectRequest::builder, (call, in) -> get.handle(call, in))
            .open()
            .honours("Bucket", "Key")
            .build(),
        Operation.<HeadObjectRequest, HeadObjectResponse>of(
                "HeadObject", HeadObjectRequest::builder, (call, in) -> head.handle(call, in))
            .open()
            .honours("Bucket", "Key")
            .build(),
        Operation.<DeleteObjectsRequest, DeleteObjectsResponse>of(
                "DeleteObjects",
                DeleteObjectsRequest::builder,
                (call, in) -> DeleteObjectsResponse.builder().build())
            .open()
            .honours("Bucket", "Delete")
            .build());
  }

  private Map<String, Object> noted(Call call, PutObjectRequest in) {
    if (recorderBreaks) {
      throw new IllegalStateException("the recorder broke");
    }
    return Map.of("key", in.key());
  }

  @Override
  public Collection<String> modelled() {
    return List.of("PutObject", "GetObject", "HeadObject", "DeleteObjects");
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return new ServiceException("AccessDenied", 403, "Access Denied");
  }

  @Override
  public ServiceException invalid(String message) {
    return new ServiceException("InvalidArgument", 400, message);
  }
}
