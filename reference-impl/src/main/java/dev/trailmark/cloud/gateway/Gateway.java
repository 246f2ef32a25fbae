package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.Authenticator;
import dev.trailmark.cloud.auth.Credentials;
import dev.trailmark.cloud.operation.AuthorizationMessages;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Directory;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.protocol.Router;
import dev.trailmark.cloud.record.Recorder;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The pipeline put together.
 *
 * @param pipeline serves clients' requests
 * @param services how services call each other
 * @param inquiries what stands before the pipeline may ask of it
 */
public record Gateway(Pipeline pipeline, ServiceCalls services, Inquiries inquiries) {

  /**
   * What the pipeline is made of.
   *
   * @param services the services
   * @param store all state
   * @param ids identifiers and secrets
   * @param directory IAM's knowledge of principals
   * @param credentials IAM's and STS's knowledge of access keys
   * @param clock the simulated time
   * @param requestClock the time that signatures and sessions are judged by
   * @param region where unsigned requests go
   * @param throttle may refuse calls that come too fast
   * @param workers runs what must not hold up an event loop
   * @param messages encodes the reasons of refusals; {@code null} when refusals carry none
   */
  public record Parts(
      List<Service> services,
      Store store,
      Ids ids,
      Directory directory,
      Credentials credentials,
      InstantSource clock,
      InstantSource requestClock,
      String region,
      Throttle throttle,
      Executor workers,
      AuthorizationMessages messages) {

    /** Parts of a simulator whose refusals carry no encoded message. */
    public Parts(
        List<Service> services,
        Store store,
        Ids ids,
        Directory directory,
        Credentials credentials,
        InstantSource clock,
        InstantSource requestClock,
        String region,
        Throttle throttle,
        Executor workers) {
      this(
          services,
          store,
          ids,
          directory,
          credentials,
          clock,
          requestClock,
          region,
          throttle,
          workers,
          null);
    }

    /** Refuses absent parts. */
    public Parts {
      services = List.copyOf(services);
      Objects.requireNonNull(throttle, "throttle");
    }
  }

  /** Puts a pipeline together that does not count failed authentications. */
  public static Gateway of(Parts parts) {
    return of(parts, new FailedAuthentications(0, parts.requestClock()));
  }

  /** Puts a pipeline together. */
  public static Gateway of(Parts parts, FailedAuthentications failures) {
    ServiceRegistry registry = new ServiceRegistry(parts.services());
    InnerCalls inner = new InnerCalls();
    PolicyAuthorizer authorizer = new PolicyAuthorizer(parts.directory(), parts.messages());
    Call.Surroundings surroundings =
        new Call.Surroundings(parts.store(), parts.ids(), parts.directory(), authorizer, inner);
    CallFactory calls = new CallFactory(surroundings, parts.clock(), parts.region());
    Conclusion conclusion = new Conclusion(parts.store(), new Recorder(parts.ids()));
    inner.connect(registry, calls, conclusion, parts.credentials());
    Authenticator authenticator = new Authenticator(parts.credentials(), parts.requestClock());
    Reception reception =
        new Reception(
            registry, new Router(parts.services()), authenticator, failures, parts.store().state());
    return new Gateway(
        new Pipeline(reception, calls, parts.throttle(), conclusion, parts.workers()),
        inner,
        new Inquiries(registry, authenticator, failures, calls, authorizer));
  }
}
