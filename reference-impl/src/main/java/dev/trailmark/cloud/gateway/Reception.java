package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.AuthErrors;
import dev.trailmark.cloud.auth.AuthFailure;
import dev.trailmark.cloud.auth.Authentication;
import dev.trailmark.cloud.auth.Authenticator;
import dev.trailmark.cloud.auth.HoistedHeaders;
import dev.trailmark.cloud.auth.RequestScope;
import dev.trailmark.cloud.auth.Scheme;
import dev.trailmark.cloud.auth.SigningRules;
import dev.trailmark.cloud.auth.Style;
import dev.trailmark.cloud.operation.Answered;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.protocol.Codecs;
import dev.trailmark.cloud.protocol.FormRequests;
import dev.trailmark.cloud.protocol.PostForms;
import dev.trailmark.cloud.protocol.Router;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.wire.PostedForm;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;

/** The first two stages: which operation of which service is meant, and who asks. */
final class Reception {
  private static final Logger LOG = System.getLogger(Reception.class.getName());

  /** Largest body of a request that is a document; S3's largest is a batch delete of 1,000 keys. */
  static final int MAX_DOCUMENT = 4 << 20;

  /** What AWS names when a region cannot be right. */
  private static final String DEFAULT_REGION = "us-east-1";

  private static final Set<String> REGIONS =
      Region.regions().stream()
          .filter(region -> !region.isGlobalRegion())
          .map(Region::id)
          .collect(Collectors.toUnmodifiableSet());

  private final ServiceRegistry services;
  private final Router router;
  private final Authenticator authenticator;
  private final FailedAuthentications failures;
  private final State state;

  Reception(
      ServiceRegistry services,
      Router router,
      Authenticator authenticator,
      FailedAuthentications failures,
      State state) {
    this.services = services;
    this.router = router;
    this.authenticator = authenticator;
    this.failures = failures;
    this.state = state;
  }

  /**
   * Finds service and operation. Sets the service and codec first, so that a refusal is written in
   * the service's own style.
   */
  void route(Exchange exchange) {
    Optional<RequestScope> scope = RequestScope.of(exchange.request);
    String claimed = scope.map(RequestScope::service).orElse(null);
    if (isLargeDocument(exchange.request, claimed)) {
      exchange.service = services.service(claimed);
      exchange.codec = services.codec(claimed);
      exchange.request = inMemory(exchange.request);
    }
    byte[] document = documentOf(exchange.request);
    String service = router.service(exchange.request, claimed, document);
    exchange.service = services.service(service);
    exchange.codec = services.codec(service).of(exchange.request);
    refuseUnserved(exchange, claimed);
    exchange.route = router.route(exchange.request, claimed, document);
    if (PostForms.isPost(exchange.route)) {
      exchange.form = PostForms.read(exchange.request);
    }
  }

  /**
   * A service that is not here is named, unless the request plainly addresses one that is. Then it
   * is that one's to refuse the scope: S3's where there is such a bucket, or where a relative of
   * S3's is claimed.
   */
  private void refuseUnserved(Exchange exchange, String claimed) {
    if (claimed == null || services.service(claimed) != null || !isS3(exchange.service)) {
      return;
    }
    String bucket = Router.bucket(exchange.request);
    boolean addressed = exchange.service.expectedRegion(state, bucket, null) != null;
    if (!addressed && !claimed.startsWith("s3")) {
      UnservedService unserved = UnservedService.of(exchange.request, claimed);
      exchange.service = unserved;
      exchange.codec = Codecs.of(unserved);
      throw unserved.notImplemented();
    }
  }

  /**
   * Only S3 streams; what is signed for others is a document, and its hash is part of what is
   * signed.
   */
  private boolean isLargeDocument(WireRequest request, String claimed) {
    Service service = claimed == null ? null : services.service(claimed);
    return !request.body().inMemory() && service != null && !isS3(service);
  }

  /** Query requests name their operation in the body. */
  private static byte[] documentOf(WireRequest request) {
    return request.body().inMemory() ? request.body().bytes() : null;
  }

  /** Proves who sent the request. */
  void authenticate(Exchange exchange) {
    Service service = exchange.service;
    String bucket = exchange.route.bucket();
    SigningRules rules =
        new SigningRules(
            service.name(),
            isS3(service),
            signed -> expectedRegion(exchange, bucket, signed),
            Router.hostBucket(exchange.request));
    try {
      Authentication authentication = authenticate(exchange, rules);
      if (authentication.isAnonymous() && !mayBeUnsigned(service, exchange.route.operation())) {
        throw AuthFailure.missingToken();
      }
      exchange.authentication = authentication;
      if (isS3(service) && authentication.scheme() == Scheme.QUERY) {
        HoistedHeaders.restore(exchange.request, authentication.version());
      }
    } catch (AuthFailure failure) {
      throw failures.answer(
          exchange.request.remoteAddress(), service.protocol().style(), refusal(service, failure));
    }
  }

  /** A form's signature is among its fields; once they are believed it is a PutObject request. */
  private Authentication authenticate(Exchange exchange, SigningRules rules) throws AuthFailure {
    if (exchange.service.neverSigned().contains(exchange.route.operation())) {
      return Authenticator.anonymous(exchange.request, rules);
    }
    PostedForm form = exchange.form;
    if (form == null) {
      return authenticator.authenticate(exchange.request, rules);
    }
    Authentication authentication =
        authenticator.authenticate(exchange.request, form.fields(), rules);
    exchange.request = FormRequests.put(exchange.request, form);
    exchange.route = FormRequests.route(exchange.route, form);
    return authentication;
  }

  /** Lets the service add to its answer, and tells it what went out. */
  void complete(Exchange exchange) {
    Service service = exchange.service;
    if (service == null) {
      return;
    }
    String bucket = exchange.route == null ? null : exchange.route.bucket();
    guarded(service, () -> service.complete(state, bucket, exchange.request, exchange.response));
    if (exchange.call != null) {
      guarded(service, () -> service.answered(answered(exchange, bucket)));
    }
  }

  /** What a service makes of an answer is no reason to withhold it from the client. */
  private static void guarded(Service service, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> service.name() + " could not complete or note an answer", e);
    }
  }

  private static Answered answered(Exchange exchange, String bucket) {
    return new Answered(
        exchange.call,
        exchange.route.operation(),
        bucket,
        exchange.route.key(),
        exchange.response,
        exchange.error,
        exchange.millis());
  }

  /** Whether a service takes requests for an operation that nobody signed. */
  static boolean mayBeUnsigned(Service service, String operation) {
    return isS3(service) || service.unsigned().contains(operation);
  }

  /**
   * What the service expects, or the region whose endpoint was addressed; a region that AWS does
   * not have is wrong everywhere.
   */
  private String expectedRegion(Exchange exchange, String bucket, String signed) {
    String addressed = isS3(exchange.service) ? Router.hostRegion(exchange.request) : null;
    if (addressed != null) {
      return addressed.equals(signed) ? null : addressed;
    }
    String expected = exchange.service.expectedRegion(state, bucket, signed);
    boolean unknown = expected == null && signed != null && !REGIONS.contains(signed);
    return unknown ? DEFAULT_REGION : expected;
  }

  /** Finds the operation's row; what has none is not implemented. */
  @SuppressWarnings("unchecked")
  void lookUp(Exchange exchange) {
    String name = exchange.route.operation();
    Operation<?, ?> operation = services.operation(exchange.service.name(), name);
    if (operation == null) {
      throw new ServiceException(
          "NotImplemented",
          501,
          "Trailmark does not implement "
              + exchange.service.name()
              + ":"
              + name
              + "; `trailmark serve --operations` lists what it does.");
    }
    exchange.operation = (Operation<SdkPojo, SdkPojo>) operation;
  }

  /** A failure of authentication as the service answers it. */
  static ServiceException refusal(Service service, AuthFailure failure) {
    AuthErrors.Rendered rendered = AuthErrors.render(failure, styleOf(service));
    ServiceException exception =
        new ServiceException(rendered.code(), rendered.status(), rendered.message());
    rendered.fields().forEach(exception::with);
    return exception;
  }

  private static Style styleOf(Service service) {
    return switch (service.protocol().style()) {
      case JSON -> Style.JSON;
      case QUERY -> Style.QUERY;
      case REST_XML -> Style.S3;
    };
  }

  static boolean isS3(Service service) {
    return service.protocol().style() == Protocol.Style.REST_XML;
  }

  /**
   * The request with its body in memory. Documents are read whole; only bodies that S3 streams are
   * larger.
   */
  static WireRequest inMemory(WireRequest request) {
    if (request.body().inMemory()) {
      return request;
    }
    try {
      byte[] bytes = request.body().stream().readNBytes(MAX_DOCUMENT + 1);
      if (bytes.length > MAX_DOCUMENT) {
        throw new ServiceException(
            "RequestEntityTooLarge", 413, "The request is larger than " + MAX_DOCUMENT + " bytes.");
      }
      return new WireRequest(
          request.method(),
          request.rawPath(),
          request.rawQuery(),
          request.headers(),
          RequestBody.of(bytes),
          request.remoteAddress(),
          request.tls());
    } catch (IOException e) {
      throw new UncheckedIOException("the client stopped sending", e);
    }
  }
}
