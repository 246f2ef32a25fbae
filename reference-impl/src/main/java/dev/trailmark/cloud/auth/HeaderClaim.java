package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}: components in any
 * order, separated by a comma with or without a space.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">Authenticating
 *     requests: using the Authorization header</a>
 */
final class HeaderClaim {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private final WireRequest request;
  private final String authorization;
  private final Faults faults;
  private String credential;
  private String signedHeaders;
  private String signature;

  private HeaderClaim(WireRequest request, String authorization, Faults faults) {
    this.request = request;
    this.authorization = authorization;
    this.faults = faults;
  }

  /** Reads a request's Authorization header, which begins with {@link #ALGORITHM}. */
  static Claim read(WireRequest request, String authorization, Faults faults) throws AuthFailure {
    HeaderClaim reader = new HeaderClaim(request, authorization, faults);
    reader.readComponents();
    return reader.claim();
  }

  private void readComponents() throws AuthFailure {
    int start = ALGORITHM.length();
    while (start < authorization.length()) {
      int end = authorization.indexOf(',', start);
      end = end < 0 ? authorization.length() : end;
      String component = authorization.substring(start, end).trim();
      if (!component.isEmpty()) {
        take(component);
      }
      start = end + 1;
    }
    if (credential == null || signedHeaders == null || signature == null) {
      throw faults.missingComponents(authorization, missing(), isDated(request));
    }
  }

  private void take(String component) throws AuthFailure {
    if (component.startsWith("Credential=") && credential == null) {
      credential = component.substring("Credential=".length());
    } else if (component.startsWith("SignedHeaders=") && signedHeaders == null) {
      signedHeaders = component.substring("SignedHeaders=".length());
    } else if (component.startsWith("Signature=") && signature == null) {
      signature = component.substring("Signature=".length());
    } else {
      throw faults.malformedComponent(component, authorization);
    }
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (credential == null) {
      missing.add("Credential");
    }
    if (signature == null) {
      missing.add("Signature");
    }
    if (signedHeaders == null) {
      missing.add("SignedHeaders");
    }
    return missing;
  }

  /** Whether any header says when the request was signed. */
  static boolean isDated(WireRequest request) {
    return request.header("x-amz-date") != null || request.header("date") != null;
  }

  private Claim claim() throws AuthFailure {
    String sent = request.header("x-amz-date");
    if (sent == null) {
      sent = request.header("date");
    }
    if (sent == null) {
      throw faults.missingDate(Scheme.HEADER, null, authorization);
    }
    long signedAt = Timestamps.basic(sent);
    String timestamp = sent;
    if (signedAt == Timestamps.UNREADABLE) {
      signedAt = Timestamps.http(sent);
      if (signedAt == Timestamps.UNREADABLE) {
        throw faults.missingDate(Scheme.HEADER, sent, authorization);
      }
      timestamp = Timestamps.toBasic(Instant.ofEpochSecond(signedAt));
    }
    Scope scope = Scope.read(credential, Scheme.HEADER, faults);
    return new Claim(
        Scheme.HEADER,
        scope,
        signedHeaders,
        signature,
        timestamp,
        sent,
        signedAt,
        -1,
        request.header("x-amz-security-token"));
  }
}
