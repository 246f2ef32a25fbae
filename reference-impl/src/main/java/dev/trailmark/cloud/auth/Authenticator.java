package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Verifies requests' signatures as AWS does: Signature Version 4 in the Authorization header or in
 * the query, and for S3 Version 2 as well. Safe for use by many threads.
 *
 * <p>The order of the checks decides which of several faults is answered: form, key, session, time,
 * scope, unsigned headers, signature; the body comes last, while it is read. AWS does not document
 * the order; this one follows what its answers show.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature
 *     Version 4 for API requests</a>
 */
public final class Authenticator {
  private final SignatureV4 signatureV4;
  private final SignatureV2 signatureV2;
  private final FormSignature forms;

  /**
   * An authenticator.
   *
   * @param credentials where keys are looked up
   * @param clock the time that signatures and sessions are judged by
   */
  public Authenticator(Credentials credentials, InstantSource clock) {
    KeyRing keys = new KeyRing(Objects.requireNonNull(credentials, "credentials"));
    Objects.requireNonNull(clock, "clock");
    signatureV4 = new SignatureV4(keys, clock);
    signatureV2 = new SignatureV2(keys, clock);
    forms = new FormSignature(keys, clock, signatureV2);
  }

  /**
   * Proves who sent a request. An unsigned one is proven to be anonymous; whether that suffices is
   * for the caller to say ({@link AuthFailure#missingToken()}).
   *
   * @param request the request; when it is signed and not for S3 its body must be in memory, since
   *     the body's hash is part of what is signed
   * @param rules what the endpoint demands
   * @throws AuthFailure when the signature, the key or the session does not hold
   */
  public Authentication authenticate(WireRequest request, SigningRules rules) throws AuthFailure {
    Faults faults = Faults.of(rules);
    String authorization = request.header("authorization");
    boolean v4Query = QueryClaim.isPresent(request.rawQuery());
    boolean v2Query = rules.s3() && !v4Query && SignatureV2.isPresent(request.rawQuery());
    if (authorization != null) {
      if (v4Query || v2Query) {
        throw faults.twoMechanisms(authorization);
      }
      return byHeader(request, authorization, rules, faults);
    }
    if (v4Query) {
      return signatureV4.verify(
          request, QueryClaim.read(request, rules.s3(), faults), rules, faults);
    }
    return v2Query ? signatureV2.byQuery(request, rules) : anonymous(request, rules);
  }

  /**
   * Proves who made the policy of a form; whether it still holds, and the form keeps to it, is for
   * S3 to say. A form without policy is nobody's.
   *
   * @param fields the form's fields
   * @throws AuthFailure when a field is missing, or the signature, key or session does not hold
   */
  public Authentication authenticate(WireRequest request, Headers fields, SigningRules rules)
      throws AuthFailure {
    String authorization = request.header("authorization");
    if (authorization != null) {
      throw Faults.of(rules).twoMechanisms(authorization);
    }
    return forms.verify(fields, rules);
  }

  /** Takes a request for anybody's, whatever signature it carries. */
  public static Authentication anonymous(WireRequest request, SigningRules rules)
      throws AuthFailure {
    PayloadCheck payload =
        rules.s3()
            ? PayloadChecks.forS3(request.header("x-amz-content-sha256"), request, null)
            : PayloadChecks.none();
    return new Authentication(
        Principal.anonymous(),
        Scheme.ANONYMOUS,
        SignatureVersion.NONE,
        null,
        null,
        null,
        null,
        payload);
  }

  private Authentication byHeader(
      WireRequest request, String authorization, SigningRules rules, Faults faults)
      throws AuthFailure {
    int space = authorization.indexOf(' ');
    String algorithm = space < 0 ? authorization : authorization.substring(0, space);
    if (algorithm.equals(HeaderClaim.ALGORITHM)) {
      return signatureV4.verify(
          request, HeaderClaim.read(request, authorization, faults), rules, faults);
    }
    if (algorithm.equals("AWS") && rules.s3()) {
      return signatureV2.byHeader(request, authorization, rules);
    }
    // S3 was seen to know two algorithms of Version 4; any other scheme is none of AWS's to it.
    if (algorithm.startsWith(rules.s3() ? "AWS4-ECDSA-" : "AWS4-")) {
      throw faults.unsupportedAlgorithm(Scheme.HEADER, algorithm);
    }
    throw faults.unsupportedAuthorization(authorization, HeaderClaim.isDated(request));
  }
}
