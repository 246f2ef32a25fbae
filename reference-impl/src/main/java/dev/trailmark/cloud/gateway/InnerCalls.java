package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.auth.Credentials;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.StreamedBody;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.protocol.Shapes;
import dev.trailmark.cloud.wire.WireResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.SdkPojo;

/** Calls between services: the pipeline from <em>authorize</em> on. */
final class InnerCalls implements ServiceCalls {
  /** What CloudTrail writes when S3 calls KMS for someone, as the lab's own log shows. */
  private static final String FOR_A_CALLER = "AWS Internal";

  private ServiceRegistry services;
  private CallFactory calls;
  private Conclusion conclusion;
  private Credentials credentials;

  /** Completes the circle: services need inner calls, and inner calls need services. */
  void connect(
      ServiceRegistry registry, CallFactory factory, Conclusion end, Credentials accessKeys) {
    this.services = registry;
    this.calls = factory;
    this.conclusion = end;
    this.credentials = accessKeys;
  }

  @Override
  public Call withCredentials(String accessKeyId, String region) {
    Credential found = credentials.find(accessKeyId);
    if (found == null) {
      throw new ServiceException(
          "InvalidAccessKeyId",
          403,
          "The AWS Access Key Id you provided does not exist in our records.");
    }
    return calls.inService(found.principal(), region);
  }

  @Override
  public <O extends SdkPojo> O onBehalfOf(
      Call caller,
      String service,
      String operation,
      SdkPojo input,
      Map<String, List<String>> context) {
    Service target = services.service(service);
    return run(calls.onBehalfOf(caller, target, FOR_A_CALLER, context), target, operation, input);
  }

  @Override
  public void require(
      Call caller,
      String service,
      String action,
      String resource,
      Map<String, List<String>> context) {
    Service target = services.service(service);
    Call call = calls.onBehalfOf(caller, target, FOR_A_CALLER, context);
    Optional<AccessCheck> foreseen = target.foreseen(call, action, resource);
    if (foreseen.isPresent()) {
      Map<String, List<String>> keys = new HashMap<>(foreseen.get().context());
      keys.putAll(context);
      AccessCheck check = foreseen.get().with(keys);
      Decision decision = call.decide(check);
      if (!decision.allowed()) {
        throw call.explained(check, decision, target.denied(call, check, decision));
      }
    }
  }

  @Override
  public <O extends SdkPojo> O asService(
      Actor actor, String service, String operation, SdkPojo input, byte[] body) {
    Service target = services.service(service);
    Call call = calls.asService(actor, target, bucket(input));
    if (body != null) {
      call.body(StreamedBody.of(body));
    }
    return run(call, target, operation, input);
  }

  /** The bucket that a request names; {@code null} when it names none. */
  private static String bucket(SdkPojo input) {
    return Shapes.names(input).contains("Bucket")
        ? (String) Shapes.members(input).get("Bucket")
        : null;
  }

  @SuppressWarnings("unchecked")
  private <O extends SdkPojo> O run(Call call, Service service, String name, SdkPojo input) {
    Exchange exchange = new Exchange(null, null);
    exchange.call = call;
    exchange.service = service;
    exchange.codec = services.codec(service.name());
    exchange.operation = (Operation<SdkPojo, SdkPojo>) services.operation(service.name(), name);
    exchange.input = input;
    try {
      Gatekeeper.authorize(exchange);
      exchange.output = exchange.operation.handler().handle(call, input);
    } catch (RuntimeException | Error failure) {
      exchange.error = Faults.toAnswer(failure, exchange);
    }
    if (Reception.isS3(service)) {
      exchange.response = answer(exchange);
    }
    try {
      conclusion.recordAndCommit(exchange).join();
    } catch (CompletionException failure) {
      throw Faults.toAnswer(failure, exchange);
    }
    if (exchange.failed()) {
      throw exchange.error;
    }
    return (O) exchange.output;
  }

  /** Nobody reads it, but S3's records say how long it is. */
  private WireResponse answer(Exchange exchange) {
    return exchange.failed()
        ? Faults.encode(exchange, calls)
        : exchange.codec.encode(exchange.operation, exchange.output, exchange.call);
  }
}
