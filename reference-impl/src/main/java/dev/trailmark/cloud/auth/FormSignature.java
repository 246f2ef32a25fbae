package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies the signature over a form's policy: Version 4 by {@code X-Amz-Signature} and its fields,
 * Version 2 by {@code Signature}. What is signed is the policy's base 64 as it was sent. The policy
 * itself says until when it is good, so no clock skew is looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html"
 *     >Authenticating requests: browser-based uploads using POST</a>
 */
final class FormSignature {
  private static final List<String> VERSION_4 =
      List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature");
  private static final List<String> VERSION_2 = List.of("AWSAccessKeyId", "Signature");
  private static final String POLICY = "Policy";

  private final KeyRing keys;
  private final InstantSource clock;
  private final SignatureV2 version2;
  private final SigningKeys signingKeys = new SigningKeys();
  private final S3Faults faults = S3Faults.INSTANCE;

  FormSignature(KeyRing keys, InstantSource clock, SignatureV2 version2) {
    this.keys = keys;
    this.clock = clock;
    this.version2 = version2;
  }

  Authentication verify(Headers fields, SigningRules rules) throws AuthFailure {
    if (absent(fields.first("key"))) {
      throw faults.missingField("key");
    }
    boolean v4 = VERSION_4.stream().anyMatch(fields::has);
    if (v4 || VERSION_2.stream().anyMatch(fields::has)) {
      for (String name : v4 ? VERSION_4 : VERSION_2) {
        require(fields, name);
      }
      require(fields, POLICY);
      return v4 ? byVersion4(fields, rules) : byVersion2(fields, rules);
    }
    if (fields.has(POLICY)) {
      throw AuthFailure.missingToken();
    }
    return authentication(Principal.anonymous(), SignatureVersion.NONE, null, null, null);
  }

  private void require(Headers fields, String name) throws AuthFailure {
    if (absent(fields.first(name))) {
      throw faults.missingField(name);
    }
  }

  private static boolean absent(String value) {
    return value == null || value.isEmpty();
  }

  private Authentication byVersion4(Headers fields, SigningRules rules) throws AuthFailure {
    String algorithm = fields.first("X-Amz-Algorithm");
    if (!algorithm.equals(HeaderClaim.ALGORITHM)) {
      throw faults.unsupportedMechanism(Scheme.FORM);
    }
    Claim claim = claim(fields);
    Credential credential =
        keys.find(Scheme.FORM, claim.accessKeyId(), claim.sessionToken(), clock.instant(), faults);
    AuthFailure scopeFault =
        faults.wrongScope(claim, rules.service(), rules.regionFault().apply(claim.region()));
    if (scopeFault != null) {
      throw ofField(fields, "X-Amz-Credential", scopeFault);
    }
    byte[] key = signingKeys.get(credential.secretAccessKey(), claim);
    String policy = fields.first(POLICY);
    String expected = HexFormat.of().formatHex(Scratch.get().hmac(key, utf8(policy)));
    compare(credential, policy, expected, claim.signature());
    return authentication(
        credential.principal(),
        SignatureVersion.V4,
        claim.region(),
        Instant.ofEpochSecond(claim.signedAt()),
        claim.accessKeyId());
  }

  private Claim claim(Headers fields) throws AuthFailure {
    String date = fields.first("X-Amz-Date");
    long signedAt = Timestamps.basic(date);
    if (signedAt == Timestamps.UNREADABLE) {
      throw ofField(fields, "X-Amz-Date", faults.missingDate(Scheme.FORM, date, null));
    }
    return new Claim(
        Scheme.FORM,
        scope(fields),
        "",
        fields.first("X-Amz-Signature"),
        date,
        date,
        signedAt,
        -1,
        fields.first("X-Amz-Security-Token"));
  }

  private Scope scope(Headers fields) throws AuthFailure {
    String name = "X-Amz-Credential";
    try {
      return Scope.read(fields.first(name), Scheme.FORM, faults);
    } catch (AuthFailure failure) {
      throw ofField(fields, name, failure);
    }
  }

  /** Names the field that something is wrong with. */
  private static AuthFailure ofField(Headers fields, String name, AuthFailure failure) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ArgumentName", name);
    details.put("ArgumentValue", fields.first(name));
    details.putAll(failure.details());
    return new AuthFailure(failure.kind(), Scheme.FORM, failure.getMessage(), details);
  }

  private Authentication byVersion2(Headers fields, SigningRules rules) throws AuthFailure {
    String region = version2.region(Scheme.FORM, rules);
    Credential credential =
        keys.find(
            Scheme.FORM,
            fields.first("AWSAccessKeyId"),
            fields.first("X-Amz-Security-Token"),
            clock.instant(),
            faults);
    String policy = fields.first(POLICY);
    String expected = SignatureV2.hmacSha1(credential.secretAccessKey(), policy);
    compare(credential, policy, expected, fields.first("Signature"));
    return authentication(
        credential.principal(), SignatureVersion.V2, region, null, credential.accessKeyId());
  }

  private void compare(Credential credential, String policy, String expected, String provided)
      throws AuthFailure {
    if (!KeyRing.equal(expected, provided)) {
      throw faults.signatureMismatch(Scheme.FORM, credential.accessKeyId(), policy, provided, null);
    }
  }

  private static Authentication authentication(
      Principal principal,
      SignatureVersion version,
      String region,
      Instant signedAt,
      String accessKeyId) {
    return new Authentication(
        principal,
        version == SignatureVersion.NONE ? Scheme.ANONYMOUS : Scheme.FORM,
        version,
        region,
        region == null ? null : "s3",
        signedAt,
        accessKeyId,
        PayloadChecks.none());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
