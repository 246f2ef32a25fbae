package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.Authentication;
import dev.trailmark.cloud.auth.Scheme;
import dev.trailmark.cloud.auth.SignatureVersion;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.policy.ContextValues;
import dev.trailmark.cloud.policy.RequestContext;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes calls: from clients' requests, and those that services make. */
final class CallFactory {
  private static final WireRequest.TlsInfo BETWEEN_SERVICES =
      new WireRequest.TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256");

  private final Call.Surroundings surroundings;
  private final InstantSource clock;
  private final String defaultRegion;

  CallFactory(Call.Surroundings surroundings, InstantSource clock, String defaultRegion) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.defaultRegion = defaultRegion;
  }

  /** The call of a client's request. */
  Call of(Exchange exchange) {
    WireRequest request = exchange.request;
    Caller caller = caller(exchange.authentication, request);
    return call(caller, regionOf(exchange), request, exchange.service, Map.of());
  }

  /** The call of a client's request that is for no AWS service. */
  Call of(Authentication authentication, WireRequest request) {
    Caller caller = caller(authentication, request);
    return call(caller, authentication.region(), request, null, Map.of());
  }

  private static Caller caller(Authentication authentication, WireRequest request) {
    return new Caller(
        authentication.principal(),
        signature(authentication.version()),
        method(authentication.scheme()),
        null,
        request.remoteAddress(),
        request.header("user-agent"),
        request.host(),
        request.tls());
  }

  /** A call that a principal might make from where another one is. */
  Call supposed(
      Caller asker, Principal principal, String region, Map<String, List<String>> context) {
    Caller caller =
        new Caller(
            principal,
            principal.isAnonymous() ? null : signature(SignatureVersion.V4),
            principal.isAnonymous() ? null : method(Scheme.HEADER),
            null,
            asker.sourceIp(),
            asker.userAgent(),
            asker.host(),
            asker.tls());
    return call(caller, region, null, null, context);
  }

  /** A call that a service makes for the one being served, in the region where the other one is. */
  Call onBehalfOf(Call parent, Service service, String invokedBy, Map<String, List<String>> added) {
    Map<String, List<String>> context = new HashMap<>(added);
    String through = invokedBy;
    if (parent.accountId() == null) {
      through = parent.caller().invokedBy();
      // A service that acts by itself says for what, to whatever it reaches through another one.
      for (String key : List.of("aws:sourcearn", "aws:sourceaccount")) {
        List<String> values = parent.context().values(key);
        if (values != null && !values.isEmpty()) {
          context.put(key, values);
        }
      }
    }
    String there = service.expectedRegion(surroundings.store().state(), null, null);
    String region = there == null ? parent.region() : there;
    return call(parent.caller().through(through), region, null, service, context);
  }

  /**
   * A call that a service makes by itself, where the bucket is if there is one; services sign like
   * everybody.
   */
  Call asService(ServiceCalls.Actor actor, Service service, String bucket) {
    String there = service.expectedRegion(surroundings.store().state(), bucket, null);
    Caller caller =
        new Caller(
            Principal.service(actor.dnsName()),
            signature(SignatureVersion.V4),
            method(Scheme.HEADER),
            actor.dnsName(),
            null,
            null,
            null,
            null);
    Map<String, List<String>> added =
        Map.of(
            "aws:sourcearn", List.of(actor.sourceArn()),
            "aws:sourceaccount", List.of(actor.accountId()));
    return call(caller, there == null ? actor.region() : there, null, service, added);
  }

  /** A call that a service makes within itself with someone's credentials, over TLS as always. */
  Call inService(Principal principal, String region) {
    Caller caller =
        new Caller(
            principal,
            signature(SignatureVersion.V4),
            method(Scheme.HEADER),
            null,
            null,
            null,
            null,
            BETWEEN_SERVICES);
    return call(caller, region, null, null, Map.of());
  }

  private Call call(
      Caller caller,
      String region,
      WireRequest wire,
      Service service,
      Map<String, List<String>> added) {
    Instant now = clock.instant();
    RequestContext base =
        new CallContext(caller, region, now, wire, surroundings.directory()::canonicalId);
    RequestContext context = added.isEmpty() ? base : new ContextValues(base).putAll(added);
    return new Call(
        surroundings,
        caller,
        region,
        now,
        requestId(service != null && Reception.isS3(service)),
        wire,
        context);
  }

  /** A request id as the service makes them. */
  String requestId(boolean s3) {
    Ids ids = surroundings.ids();
    return s3 ? ids.s3RequestId() : ids.uuid();
  }

  /** S3's second request id. */
  String hostId() {
    return surroundings.ids().hostId();
  }

  /**
   * The credential scope chooses; unsigned requests and Signature Version 2 go where the bucket is.
   */
  private String regionOf(Exchange exchange) {
    String region = exchange.authentication.region();
    if (region != null) {
      return region;
    }
    String bucketRegion =
        exchange.service.expectedRegion(
            surroundings.store().state(), exchange.route.bucket(), null);
    return bucketRegion == null ? defaultRegion : bucketRegion;
  }

  private static String signature(SignatureVersion version) {
    return switch (version) {
      case NONE -> null;
      case V2 -> "SigV2";
      case V4 -> "SigV4";
    };
  }

  private static String method(Scheme scheme) {
    return scheme.trailName();
  }
}
