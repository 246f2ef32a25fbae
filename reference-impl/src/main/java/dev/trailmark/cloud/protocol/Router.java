package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.Endpoint;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the service and the operation that a request addresses: S3 when it is signed for S3, else
 * by the {@code X-Amz-Target} header, the credential scope of a request to {@code /}, the {@code
 * Action} parameter, or, when nothing speaks for another service, S3 by shape. What is addressed
 * goes before what was signed for where the two can be told apart, since AWS's endpoints refuse a
 * wrong scope in their own words.
 */
public final class Router {
  private static final String TARGET = "x-amz-target";

  private final Map<String, Service> services = new LinkedHashMap<>();

  /** A router to these services. */
  public Router(Collection<Service> services) {
    services.forEach(service -> this.services.put(service.name(), service));
  }

  /**
   * The signing name of the service that a request addresses; never fails, so that also a request
   * that cannot be routed is answered in its service's protocol.
   *
   * @param claimed the service of the credential scope, or {@code null} for unsigned requests
   * @param body the body when it is in memory, else {@code null}
   */
  public String service(WireRequest request, String claimed, byte[] body) {
    Service scoped = claimed == null ? null : services.get(claimed);
    if (scoped != null && scoped.protocol().style() == Protocol.Style.REST_XML) {
      return claimed;
    }
    String byTarget = serviceOfTarget(request.header(TARGET));
    if (byTarget != null) {
      return byTarget;
    }
    if (scoped != null && request.rawPath().equals("/")) {
      return claimed;
    }
    String byAction = serviceOfAction(request, claimed, body);
    return byAction == null ? "s3" : byAction;
  }

  /**
   * The operation that a request addresses. It is one that AWS documents, but need not be
   * implemented.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException UnknownOperationException,
   *     InvalidAction, MethodNotAllowed, InvalidURI and the like, to be written by the codec of
   *     {@link #service}
   */
  public Route route(WireRequest request, String claimed, byte[] body) {
    Service service = services.get(service(request, claimed, body));
    if (service == null) {
      return S3Router.route(request);
    }
    return switch (service.protocol().style()) {
      case JSON -> byTarget(service, request);
      case QUERY -> byAction(service, request, body);
      case REST_XML -> S3Router.route(request);
    };
  }

  /**
   * The bucket that the Host header names (virtual-hosted style), or {@code null} in path style.
   */
  public static String hostBucket(WireRequest request) {
    return S3Host.bucket(request.host());
  }

  /** The region whose S3 endpoint the Host header names, or {@code null} when it names none. */
  public static String hostRegion(WireRequest request) {
    return S3Host.region(request.host());
  }

  /** The S3 endpoint that the Host header names. */
  public static Endpoint endpoint(WireRequest request) {
    String host = request.host();
    return new Endpoint(
        S3Host.region(host), S3Host.isAccelerated(host), S3Host.bucket(host) != null);
  }

  /** The bucket that a request names if it is S3's: by its host, else first in its path. */
  public static String bucket(WireRequest request) {
    String bucket = hostBucket(request);
    if (bucket != null) {
      return bucket;
    }
    String path = request.rawPath();
    int slash = path.indexOf('/', 1);
    return path.length() < 2 ? null : path.substring(1, slash < 0 ? path.length() : slash);
  }

  private String serviceOfTarget(String target) {
    if (target != null) {
      for (Service service : services.values()) {
        if (operationOfTarget(service, target) != null) {
          return service.name();
        }
      }
    }
    return null;
  }

  private static Route byTarget(Service service, WireRequest request) {
    String target = request.header(TARGET);
    String operation = target == null ? null : operationOfTarget(service, target);
    if (operation == null
        || !service.modelled().contains(operation)
        || !request.method().equals("POST")) {
      throw ProtocolError.UNKNOWN_OPERATION.fail();
    }
    return new Route(service.name(), operation, null, null, Map.of());
  }

  /** The operation when the target is one of the service's, else {@code null}. */
  private static String operationOfTarget(Service service, String target) {
    List<String> prefixes = service.protocol().targetPrefixes();
    for (int i = 0; i < prefixes.size(); i++) {
      String prefix = prefixes.get(i);
      if (target.length() > prefix.length() + 1
          && target.startsWith(prefix)
          && target.charAt(prefix.length()) == '.') {
        return target.substring(prefix.length() + 1);
      }
    }
    return null;
  }

  private static Route byAction(Service service, WireRequest request, byte[] body) {
    Map<String, String> parameters = formOf(request, body);
    String action = parameters.get("Action");
    if (action == null || action.isEmpty()) {
      throw ProtocolError.MISSING_ACTION.fail();
    }
    if (!service.modelled().contains(action)) {
      throw ProtocolError.INVALID_ACTION.because(
          "Could not find operation %s for version %s",
          action, parameters.getOrDefault("Version", "NO_VERSION_SPECIFIED"));
    }
    return new Route(service.name(), action, null, null, parameters);
  }

  private static Map<String, String> formOf(WireRequest request, byte[] body) {
    try {
      return parameters(request, body);
    } catch (ServiceException e) {
      throw ProtocolError.MALFORMED_QUERY.fail();
    }
  }

  /**
   * The service whose API version a form names. An action speaks for itself only where nothing else
   * does, since services share names of actions.
   */
  private String serviceOfAction(WireRequest request, String claimed, byte[] body) {
    if (!isForm(request) && !request.rawQuery().contains("Action=")) {
      return null;
    }
    Map<String, String> parameters;
    try {
      parameters = parameters(request, body);
    } catch (ServiceException e) {
      return null;
    }
    String action = parameters.get("Action");
    String version = parameters.get("Version");
    boolean byName = version == null || claimed == null;
    String found = null;
    for (Service service : services.values()) {
      if (action != null && service.protocol().style() == Protocol.Style.QUERY) {
        if (service.protocol().version().equals(version)) {
          return service.name();
        }
        boolean named = byName && found == null && service.modelled().contains(action);
        found = named ? service.name() : found;
      }
    }
    return found;
  }

  private static boolean isForm(WireRequest request) {
    String type = request.header("content-type");
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  private static Map<String, String> parameters(WireRequest request, byte[] body) {
    Map<String, String> parameters = new LinkedHashMap<>(FormText.parameters(request.rawQuery()));
    if (body != null && isForm(request)) {
      FormText.parameters(new String(body, StandardCharsets.UTF_8))
          .forEach(parameters::putIfAbsent);
    }
    return parameters;
  }
}
