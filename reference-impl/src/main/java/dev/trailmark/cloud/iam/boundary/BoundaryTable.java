package dev.trailmark.cloud.iam.boundary;

import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.access.PolicyAccess;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;

/** IAM's operations on the permissions boundaries of users and roles. */
public final class BoundaryTable {
  private static final String MEMBER = "PermissionsBoundary";

  private BoundaryTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return List.of(
        put(
            IdentityType.USER,
            PutUserPermissionsBoundaryRequest::builder,
            PutUserPermissionsBoundaryRequest::userName,
            PutUserPermissionsBoundaryRequest::permissionsBoundary,
            () -> PutUserPermissionsBoundaryResponse.builder().build()),
        delete(
            IdentityType.USER,
            DeleteUserPermissionsBoundaryRequest::builder,
            DeleteUserPermissionsBoundaryRequest::userName,
            () -> DeleteUserPermissionsBoundaryResponse.builder().build()),
        put(
            IdentityType.ROLE,
            PutRolePermissionsBoundaryRequest::builder,
            PutRolePermissionsBoundaryRequest::roleName,
            PutRolePermissionsBoundaryRequest::permissionsBoundary,
            () -> PutRolePermissionsBoundaryResponse.builder().build()),
        delete(
            IdentityType.ROLE,
            DeleteRolePermissionsBoundaryRequest::builder,
            DeleteRolePermissionsBoundaryRequest::roleName,
            () -> DeleteRolePermissionsBoundaryResponse.builder().build()));
  }

  private static <H extends Holder<H>, I extends SdkPojo, O extends SdkPojo> Operation<I, O> put(
      IdentityType<H> type,
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> arn,
      Supplier<O> answer) {
    String name = "Put" + type.name() + MEMBER;
    Boundaries<H> boundaries = new Boundaries<>(type);
    Operation.Handler<I, O> handler =
        (call, input) -> {
          boundaries.put(call, holder.apply(input), arn.apply(input));
          return answer.get();
        };
    return Operation.of(name, newInput, handler)
        .access(PolicyAccess.bounding(IamAccess.on(type, name, holder), arn))
        .constrain(all(IamLimits.name(type), IamLimits.policyArn(MEMBER)))
        .honours(type.member(), MEMBER)
        .trail(IamTrail.withoutResponse())
        .build();
  }

  private static <H extends Holder<H>, I extends SdkPojo, O extends SdkPojo> Operation<I, O> delete(
      IdentityType<H> type,
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Supplier<O> answer) {
    String name = "Delete" + type.name() + MEMBER;
    Boundaries<H> boundaries = new Boundaries<>(type);
    Operation.Handler<I, O> handler =
        (call, input) -> {
          boundaries.delete(call, holder.apply(input));
          return answer.get();
        };
    return Operation.of(name, newInput, handler)
        .access(IamAccess.on(type, name, holder))
        .constrain(IamLimits.name(type))
        .honours(type.member())
        .trail(IamTrail.withoutResponse())
        .build();
  }
}
