package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.wire.WireRequest;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A service of AWS's that the simulator does not have, meant by a request that was signed for it:
 * tools that are told of one endpoint send everything there. It says so in the protocol that the
 * request speaks, so that its client can show the message.
 *
 * @param name the signing name, such as {@code ec2}
 * @param protocol the protocol that the request seems to speak
 */
record UnservedService(String name, Protocol protocol) implements Service {

  /** REST services answer in JSON but for S3's relatives and these. */
  private static final Set<String> REST_IN_XML = Set.of("cloudfront", "route53");

  /** The service that a request was signed for. */
  static UnservedService of(WireRequest request, String name) {
    return new UnservedService(
        name,
        isForm(request) || REST_IN_XML.contains(name)
            ? Protocol.query("", "https://" + name + ".amazonaws.com/doc/")
            : Protocol.json("unserved"));
  }

  private static boolean isForm(WireRequest request) {
    String type = request.header("content-type");
    return type != null && type.startsWith("application/x-www-form-urlencoded")
        || request.rawQuery().contains("Action=");
  }

  /** What every request for it is answered. */
  ServiceException notImplemented() {
    return new ServiceException(
        "NotImplemented",
        501,
        "Trailmark does not implement the service "
            + name
            + "; `trailmark serve --operations` lists what it does.");
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return List.of();
  }

  @Override
  public Collection<String> modelled() {
    return List.of();
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return notImplemented();
  }

  @Override
  public ServiceException invalid(String message) {
    return notImplemented();
  }
}
