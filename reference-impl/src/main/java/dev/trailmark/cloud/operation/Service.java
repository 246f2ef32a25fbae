package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.store.State;
import java.util.Collection;
import java.util.List;

/** One AWS service: its table of operations and what its errors look like. */
public interface Service {

  /** The signing name and action prefix, such as {@code kms}. */
  String name();

  /** The event source in CloudTrail, such as {@code kms.amazonaws.com}. */
  default String eventSource() {
    return name() + ".amazonaws.com";
  }

  /** The wire protocol. */
  Protocol protocol();

  /** The operations that are implemented. */
  List<Operation<?, ?>> operations();

  /** The names of all operations that AWS documents for the service, implemented or not. */
  Collection<String> modelled();

  /** Names of the operations that anyone may call without a signature, implemented or not. */
  default Collection<String> unsigned() {
    return List.of();
  }

  /**
   * The region that a request for {@code resource} should have been signed for, or {@code null}
   * when {@code signed} will do. Services answer in every region unless they say otherwise.
   *
   * @param resource for S3 the bucket; {@code null} when the request names none
   */
  default String expectedRegion(State state, String resource, String signed) {
    return null;
  }

  /** Whether the owner of a resource is told of refusals to callers of other accounts. */
  default boolean tellsOwnerOfRefusals() {
    return false;
  }

  /**
   * The code under which CloudTrail logs an error: the short one for refusals that JSON services
   * answer with the long one.
   */
  default String recordedCode(String code) {
    return code.equals("AccessDeniedException") ? "AccessDenied" : code;
  }

  /** The error that says a call was not allowed, worded as the service words it. */
  ServiceException denied(Call call, AccessCheck check, Decision decision);

  /** The error for input that breaks the constraints of the operation's row. */
  ServiceException invalid(String message);
}
