package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.protocol.Router;

/** The stage <em>authorize</em>: every permission that the operation's row names must be held. */
final class Gatekeeper {
  private Gatekeeper() {}

  /**
   * Lets the call pass.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException the service's refusal, or what working
   *     out the permissions came upon, such as an absent resource
   */
  static void authorize(Exchange exchange) {
    boolean overTheWire = exchange.request != null; // and not by a service, which has no endpoint
    if (overTheWire && Reception.isS3(exchange.service)) {
      exchange.service.admit(
          exchange.call,
          exchange.operation.name(),
          exchange.route.bucket(),
          Router.endpoint(exchange.request));
    }
    for (AccessCheck check : exchange.operation.access().checks(exchange.call, exchange.input)) {
      if (check.resourceAccount() != null) {
        exchange.owners.add(check.resourceAccount());
      }
      Decision decision = exchange.call.decide(check);
      if (!decision.allowed()) {
        throw exchange.call.explained(
            check, decision, exchange.service.denied(exchange.call, check, decision));
      }
    }
  }
}
