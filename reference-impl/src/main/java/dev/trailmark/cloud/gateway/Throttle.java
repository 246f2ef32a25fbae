package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;

/** May refuse a call that comes too fast after others. */
@FunctionalInterface
public interface Throttle {

  /** Lets every call through. */
  Throttle NONE = (call, service, operation) -> {};

  /**
   * Lets the call through, or not.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException with the service's throttling error
   */
  void admit(Call call, Service service, Operation<?, ?> operation);
}
