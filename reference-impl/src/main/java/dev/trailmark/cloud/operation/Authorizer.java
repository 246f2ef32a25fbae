package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.policy.Decision;

/** Decides permissions; implemented by the pipeline. */
public interface Authorizer {

  /** Whether the call's principal has a permission, without failing the call. */
  Decision decide(Call call, AccessCheck check);
}
