package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Verifies Signature Version 4, wherever in the request it was found.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class SignatureV4 {
  static final long S3_WINDOW = 15 * 60L;

  private static final long OTHER_WINDOW = 5 * 60L;

  private final KeyRing keys;
  private final InstantSource clock;
  private final SigningKeys signingKeys = new SigningKeys();

  SignatureV4(KeyRing keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Verifies a claim that has been read from the request. */
  Authentication verify(WireRequest request, Claim claim, SigningRules rules, Faults faults)
      throws AuthFailure {
    String declared = declaredPayload(request, claim, rules);
    Instant now = clock.instant();
    Credential credential =
        keys.find(claim.scheme(), claim.accessKeyId(), claim.sessionToken(), now, faults);
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
    if (!KeyRing.equal(expected, claim.signature())) {
      throw Faults.of(rules).signatureMismatch(claim, scratch);
    }
  }
}
