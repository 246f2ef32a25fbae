package dev.trailmark.integrity;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.integrity.Holdings.HeldDigest;
import dev.trailmark.integrity.Holdings.ListedDigest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Checks one digest file: its form, its place, its signature, and what the digest after it says
 * about it. The words are those of {@code aws cloudtrail validate-logs} where that has any.
 */
final class DigestCheck {

  /**
   * What the digest after it says.
   *
   * @param said hash and signature
   * @param by the digest that says so
   * @param standing how far that one can be relied on
   */
  record Link(Digest.Previous said, String by, Standing standing) {}

  /**
   * What came of the check.
   *
   * @param verdict on the digest
   * @param digest its content; empty when it is not a digest
   * @param afterIsWrong whether this one is valid although the one after it contradicts it
   */
  record Result(Verdict verdict, Optional<Digest> digest, boolean afterIsWrong) {

    boolean usable() {
      return digest.isPresent() && verdict.standing() != Standing.INVALID;
    }
  }

  private record Finding(Standing standing, String reason) {}

  private final KeySource keys;
  private final boolean complete;

  /**
   * A check.
   *
   * @param keys where the public keys come from
   * @param complete whether a missing signature was taken away, see {@link Holdings#complete()}
   */
  DigestCheck(KeySource keys, boolean complete) {
    this.keys = keys;
    this.complete = complete;
  }

  /** A digest that cannot even be unpacked. */
  static Result unreadable(ListedDigest listed, String why) {
    return result(listed, listed.place().toString(), invalid("invalid format: " + why), null);
  }

  Result check(ListedDigest listed, HeldDigest held, Optional<Link> link) {
    Digest digest;
    try {
      digest = DigestReader.read(held.content());
    } catch (MalformedEvidenceException e) {
      return result(listed, held.file(), invalid("invalid format: " + e.getMessage()), null);
    }
    if (!digest.place().equals(listed.place())) {
      return result(
          listed,
          held.file(),
          invalid("has been moved from its original location, " + digest.place()),
          null);
    }
    Finding bySignature = signature(digest, held, link);
    boolean contradicted =
        link.isPresent() && !link.get().said().hash().equalsIgnoreCase(digest.hash());
    if (contradicted
        && bySignature.standing() == Standing.VALID
        && link.get().standing() != Standing.VALID) {
      return new Result(verdict(listed, held.file(), bySignature), Optional.of(digest), true);
    }
    Finding all = contradicted ? replaced(link.get()) : linked(bySignature, link);
    return result(listed, held.file(), all, digest);
  }

  private static Finding replaced(Link link) {
    return invalid(
        "replaced or changed: its hash value doesn't match the one in the digest after it, "
            + link.by());
  }

  /** What a valid digest says about the one before it is signed too. */
  private static Finding linked(Finding bySignature, Optional<Link> link) {
    boolean proved = link.isPresent() && link.get().standing() == Standing.VALID;
    return proved && bySignature.standing() == Standing.NOT_PROVED
        ? new Finding(Standing.VALID, "by its hash in the digest after it")
        : bySignature;
  }

  private Finding signature(Digest digest, HeldDigest held, Optional<Link> link) {
    Optional<String> after = link.map(given -> given.said().signature());
    if (held.signature().isPresent()
        && after.isPresent()
        && !after.get().equalsIgnoreCase(held.signature().get())) {
      Finding own = verified(digest, held, held.signature().get());
      return own.standing() == Standing.NOT_PROVED
          ? invalid("its signature is not the one in the digest after it, " + link.get().by())
          : own;
    }
    Optional<String> signature = held.signature().or(() -> after);
    if (signature.isPresent()) {
      return verified(digest, held, signature.get());
    }
    return complete
        ? invalid("signature verification failed: no signature in the object's metadata")
        : new Finding(
            Standing.NOT_PROVED,
            "its signature, which is in the object's metadata, was not handed in");
  }

  private Finding verified(Digest digest, HeldDigest held, String signature) {
    Instant signed = held.generated().orElse(digest.end());
    KeySource.Lookup lookup = keys.find(digest.fingerprint(), signed);
    if (lookup.key().isEmpty()) {
      return new Finding(lookup.standing(), lookup.reason());
    }
    return holds(lookup.key().get(), digest.signed(), signature)
        ? new Finding(Standing.VALID, "")
        : invalid("signature verification failed");
  }

  private static boolean holds(PublicKey key, String text, String signature) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(HexFormat.of().parseHex(signature.strip()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Finding invalid(String reason) {
    return new Finding(Standing.INVALID, reason);
  }

  private static Result result(ListedDigest listed, String file, Finding finding, Digest digest) {
    return new Result(verdict(listed, file, finding), Optional.ofNullable(digest), false);
  }

  private static Verdict verdict(ListedDigest listed, String file, Finding finding) {
    return new Verdict(
        listed.name().kind(),
        listed.place().toString(),
        file,
        finding.standing(),
        finding.reason());
  }
}
