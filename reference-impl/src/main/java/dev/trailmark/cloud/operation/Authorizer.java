package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.policy.Decision;

/** Decides permissions; implemented by the pipeline. */
public interface Authorizer {

  /** Whether the call's principal has a permission, without failing the call. */
  Decision decide(Call call, AccessCheck check);

  /**
   * The refusal of a decided check with what the simulator adds to it: an encoded message when it
   * was started with them.
   */
  default ServiceException explained(
      Call call, AccessCheck check, Decision decision, ServiceException refusal) {
    return refusal;
  }
}
