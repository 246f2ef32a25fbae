package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.AuthErrors;
import dev.trailmark.cloud.auth.AuthFailure;
import dev.trailmark.cloud.auth.Authentication;
import dev.trailmark.cloud.auth.Authenticator;
import dev.trailmark.cloud.auth.PayloadFailure;
import dev.trailmark.cloud.auth.SigningRules;
import dev.trailmark.cloud.auth.Style;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.StreamedBody;
import dev.trailmark.cloud.policy.Explanation;
import dev.trailmark.cloud.protocol.Router;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands before the pipeline may ask of it: who signed a request, and what would be decided if
 * somebody did something. Asking does nothing and leaves no record.
 */
public final class Inquiries {
  private final ServiceRegistry services;
  private final Authenticator authenticator;
  private final FailedAuthentications failures;
  private final CallFactory calls;
  private final PolicyAuthorizer authorizer;

  Inquiries(
      ServiceRegistry services,
      Authenticator authenticator,
      FailedAuthentications failures,
      CallFactory calls,
      PolicyAuthorizer authorizer) {
    this.services = services;
    this.authenticator = authenticator;
    this.failures = failures;
    this.calls = calls;
    this.authorizer = authorizer;
  }

  /** Whether a request's Host header names a bucket, so that its whole path is an object's key. */
  public static boolean namesBucket(WireRequest request) {
    return Router.hostBucket(request) != null;
  }

  /**
   * The call of a request that is none of an AWS service's, once its signature and its body's hash
   * have been found right. The body is read whole.
   *
   * @param service the signing name that the signature must be for
   * @throws ServiceException with the codes and statuses of AWS's query services
   */
  public Call admit(WireRequest request, String service) {
    WireRequest whole = Reception.inMemory(request);
    try {
      Authentication authentication =
          authenticator.authenticate(whole, new SigningRules(service, false, signed -> null));
      if (authentication.isAnonymous()) {
        throw AuthFailure.missingToken();
      }
      byte[] body = authentication.payload().verify(whole.body().bytes());
      Call call = calls.of(authentication, whole);
      call.body(StreamedBody.of(body));
      return call;
    } catch (AuthFailure failure) {
      throw refusal(whole, failure);
    } catch (PayloadFailure failure) {
      throw refusal(whole, failure.failure());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServiceException refusal(WireRequest request, AuthFailure failure) {
    return failures.answer(request.remoteAddress(), Protocol.Style.QUERY, rendered(failure));
  }

  private static ServiceException rendered(AuthFailure failure) {
    AuthErrors.Rendered rendered = AuthErrors.render(failure, Style.QUERY);
    return new ServiceException(rendered.code(), rendered.status(), rendered.message());
  }

  /**
   * A call that nobody makes: as if a principal had sent what somebody else is asking about.
   *
   * @param asker the call of who asks, whose address and connection are taken for the principal's
   * @param region the region that would be called
   * @param context condition keys in lower case that the request would have
   */
  public Call supposed(
      Call asker, Principal principal, String region, Map<String, List<String>> context) {
    return calls.supposed(asker.caller(), principal, region, context);
  }

  /** Whether a service takes requests for an operation that nobody signed. */
  public boolean takesUnsigned(Optional<Service> service, String operation) {
    return service.isPresent() && Reception.mayBeUnsigned(service.get(), operation);
  }

  /** How a service refuses those that it does not take. */
  public ServiceException refusalOfUnsigned(Optional<Service> service) {
    return service.isPresent()
        ? Reception.refusal(service.get(), AuthFailure.missingToken())
        : rendered(AuthFailure.missingToken());
  }

  /** The service of a signing name, as far as the simulator has it. */
  public Optional<Service> service(String name) {
    return Optional.ofNullable(services.service(name));
  }

  /** What would be decided, and why. */
  public Explanation explain(Call call, AccessCheck check) {
    return authorizer.explain(call, check);
  }
}
