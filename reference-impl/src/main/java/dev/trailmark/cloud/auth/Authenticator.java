package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

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
  private static final long S3_WINDOW = 15 * 60L;
  private static final long OTHER_WINDOW = 5 * 60L;

  private final Credentials credentials;
  private final InstantSource clock;
  private final SigningKeys signingKeys = new SigningKeys();
  private final SignatureV2 signatureV2;

  /**
   * An authenticator.
   *
   * @param credentials where keys are looked up
   * @param clock the time that signatures and sessions are judged by
   */
  public Authenticator(Credentials credentials, InstantSource clock) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.signatureV2 = new SignatureV2(credentials, clock, S3_WINDOW);
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
      return verify(request, QueryClaim.read(request, rules.s3(), faults), rules, faults);
    }
    return v2Query ? signatureV2.byQuery(request, rules) : anonymous(request, rules);
  }

  private static Authentication anonymous(WireRequest request, SigningRules rules)
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
      return verify(request, HeaderClaim.read(request, authorization, faults), rules, faults);
    }
    if (algorithm.equals("AWS") && rules.s3()) {
      return signatureV2.byHeader(request, authorization, rules);
    }
    if (algorithm.startsWith("AWS4-")) {
      throw faults.unsupportedAlgorithm(Scheme.HEADER, algorithm);
    }
    throw faults.unsupportedAuthorization(authorization, HeaderClaim.isDated(request));
  }

  private Authentication verify(WireRequest request, Claim claim, SigningRules rules, Faults faults)
      throws AuthFailure {
    String declared = declaredPayload(request, claim, rules);
    Credential credential = credentials.find(claim.accessKeyId());
    if (credential == null || !credential.active()) {
      throw faults.unknownKey(claim);
    }
    Instant now = clock.instant();
    checkToken(claim, credential, now, faults);
    checkTime(claim, now, rules.s3() ? S3_WINDOW : OTHER_WINDOW, faults);
    AuthFailure scopeFault =
        faults.wrongScope(claim, rules.service(), rules.regionFault().apply(claim.region()));
    if (scopeFault != null) {
      throw scopeFault;
    }
    checkSignedHeaders(request, claim, rules, faults);
    byte[] key = signingKeys.get(credential.secretAccessKey(), claim);
    checkSignature(request, claim, rules, key, payloadHash(request, claim, rules, declared));
    ChunkSignatures chunks =
        PayloadChecks.needsSignatures(declared) ? new ChunkSignatures(claim, key) : null;
    return new Authentication(
        credential.principal(),
        claim.scheme(),
        SignatureVersion.V4,
        claim.region(),
        claim.service(),
        Instant.ofEpochSecond(claim.signedAt()),
        claim.accessKeyId(),
        rules.s3() ? PayloadChecks.forS3(declared, request, chunks) : PayloadChecks.none());
  }

  /** What an S3 request says of its payload; {@code null} for a URL that says nothing. */
  private static String declaredPayload(WireRequest request, Claim claim, SigningRules rules)
      throws AuthFailure {
    if (!rules.s3()) {
      return null;
    }
    String inQuery =
        claim.scheme() == Scheme.QUERY
            ? QueryParameters.first(request.rawQuery(), "X-Amz-Content-Sha256")
            : null;
    String declared = inQuery != null ? inQuery : request.header("x-amz-content-sha256");
    if (declared == null && claim.scheme() == Scheme.HEADER) {
      throw PayloadFaults.missingContentHash();
    }
    return declared;
  }

  /** The last line of the canonical request. A URL signs no payload unless it says so. */
  private static String payloadHash(
      WireRequest request, Claim claim, SigningRules rules, String declared) {
    if (!rules.s3()) {
      return HexFormat.of().formatHex(Scratch.get().sha256(request.body().bytes()));
    }
    boolean signed =
        claim.scheme() == Scheme.HEADER
            || claim.signs("x-amz-content-sha256")
            || QueryParameters.first(request.rawQuery(), "X-Amz-Content-Sha256") != null;
    return signed && declared != null ? declared : PayloadChecks.UNSIGNED;
  }

  private static void checkToken(Claim claim, Credential credential, Instant now, Faults faults)
      throws AuthFailure {
    String expected = credential.sessionToken();
    String sent = claim.sessionToken();
    if (expected == null && sent == null) {
      return;
    }
    if (sent == null) {
      // A temporary key is no key without its token.
      throw faults.unknownKey(claim);
    }
    if (expected == null || !MessageDigest.isEqual(utf8(expected), utf8(sent))) {
      throw faults.invalidToken(claim);
    }
    Session session = credential.principal().session();
    if (session != null && !now.isBefore(session.expiresAt())) {
      throw faults.expiredToken(claim);
    }
  }

  private static void checkTime(Claim claim, Instant now, long window, Faults faults)
      throws AuthFailure {
    long age = now.getEpochSecond() - claim.signedAt();
    if (claim.expires() >= 0) {
      if (age < -window) {
        throw faults.urlNotYetValid(claim, now, window);
      }
      if (age > claim.expires()) {
        throw faults.urlExpired(claim, now);
      }
    } else if (Math.abs(age) > window) {
      throw faults.skewed(claim, now, window);
    }
  }

  /**
   * Host has to be signed everywhere; S3 wants each {@code x-amz-*} header signed, but for the
   * payload hash, which the canonical request holds anyway.
   */
  private static void checkSignedHeaders(
      WireRequest request, Claim claim, SigningRules rules, Faults faults) throws AuthFailure {
    TreeSet<String> unsigned = null;
    if (!claim.signs("host")) {
      unsigned = new TreeSet<>(List.of("host"));
    }
    Headers headers = request.headers();
    for (int i = 0; rules.s3() && i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.regionMatches(true, 0, "x-amz-", 0, 6)
          && !claim.signs(name)
          && !name.equalsIgnoreCase("x-amz-content-sha256")) {
        unsigned = unsigned == null ? new TreeSet<>() : unsigned;
        unsigned.add(name.toLowerCase(Locale.ROOT));
      }
    }
    if (unsigned != null) {
      throw faults.headersNotSigned(claim.scheme(), List.copyOf(unsigned));
    }
  }

  private static void checkSignature(
      WireRequest request, Claim claim, SigningRules rules, byte[] key, String payloadHash)
      throws AuthFailure {
    Scratch scratch = Scratch.get();
    CanonicalRequest.write(scratch, request, claim, rules.s3(), payloadHash);
    scratch
        .toSign
        .reset()
        .append(HeaderClaim.ALGORITHM)
        .append('\n')
        .append(claim.timestamp())
        .append('\n')
        .append(claim.scope())
        .append('\n')
        .appendHex(scratch.sha256(scratch.canonical));
    String expected = HexFormat.of().formatHex(scratch.hmac(key, scratch.toSign));
    if (!MessageDigest.isEqual(utf8(expected), utf8(claim.signature()))) {
      throw Faults.of(rules).signatureMismatch(claim, scratch);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
