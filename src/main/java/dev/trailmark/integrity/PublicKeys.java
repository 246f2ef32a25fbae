package dev.trailmark.integrity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.evidence.MalformedEvidenceException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;

/**
 * Public keys of CloudTrail as ListPublicKeys gives them: PKCS #1 in DER, each with a fingerprint
 * and the time for which CloudTrail signs with it.
 */
public final class PublicKeys implements KeySource {

  /** A digest is signed when it is delivered, which is some time after its end. */
  private static final Duration DELIVERY = Duration.ofHours(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key with the time for which it is valid. */
  record Entry(String fingerprint, PublicKey key, Instant from, Instant to) {

    boolean covers(Instant signed) {
      return !signed.isBefore(from.minus(DELIVERY)) && !signed.isAfter(to.plus(DELIVERY));
    }
  }

  private final List<Entry> entries;
  private final String where;

  PublicKeys(List<Entry> entries, String where) {
    this.entries = List.copyOf(entries);
    this.where = where;
  }

  /**
   * Reads what {@code aws cloudtrail list-public-keys} prints.
   *
   * @param json its output
   * @param where the file, for messages
   * @throws MalformedEvidenceException naming the file and the fault
   */
  public static PublicKeys parse(String json, String where) {
    try {
      JsonNode list = JSON.readTree(json).path("PublicKeyList");
      if (!list.isArray()) {
        throw new MalformedEvidenceException(
            where
                + ": no PublicKeyList; save the output of aws cloudtrail list-public-keys"
                + " --output json in it");
      }
      List<Entry> entries = new ArrayList<>();
      for (JsonNode each : list) {
        String name = "%s: key %d".formatted(where, entries.size() + 1);
        entries.add(entry(each, name));
      }
      return new PublicKeys(entries, where);
    } catch (JsonProcessingException e) {
      throw new MalformedEvidenceException(
          "%s: not JSON at line %d"
              .formatted(where, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static Entry entry(JsonNode json, String name) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(json.path("Value").asText(""));
      return entry(
          json.path("Fingerprint").asText(""),
          der,
          time(json.path("ValidityStartTime")),
          time(json.path("ValidityEndTime")),
          name);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedEvidenceException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * A key from its parts.
   *
   * @param der PKCS #1 {@code RSAPublicKey}
   * @throws MalformedEvidenceException if it is no such key
   */
  static Entry entry(String fingerprint, byte[] der, Instant from, Instant to, String name) {
    try {
      RSAPublicKey parts = RSAPublicKey.getInstance(der);
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(parts.getModulus(), parts.getPublicExponent()));
      return new Entry(fingerprint, key, from, to);
    } catch (IllegalArgumentException | NullPointerException | GeneralSecurityException e) {
      throw new MalformedEvidenceException(
          name + ": its Value is no RSA public key of PKCS #1 in DER and Base64", e);
    }
  }

  /** The CLI writes ISO 8601 with an offset, or, when so configured, seconds since 1970. */
  private static Instant time(JsonNode value) {
    return value.isNumber()
        ? Instant.ofEpochMilli((long) (value.asDouble() * 1000))
        : OffsetDateTime.parse(value.asText("")).toInstant();
  }

  @Override
  public Lookup find(String fingerprint, Instant signed) {
    List<Entry> same =
        entries.stream().filter(entry -> entry.fingerprint().equals(fingerprint)).toList();
    Optional<Entry> covering = same.stream().filter(entry -> entry.covers(signed)).findFirst();
    if (covering.isPresent()) {
      return Lookup.found(covering.get().key());
    }
    return Lookup.without(
        Standing.NOT_PROVED,
        same.isEmpty()
            ? "public key not found in %s for fingerprint %s".formatted(where, fingerprint)
            : "the public key with fingerprint %s is valid from %s to %s, not at %s"
                .formatted(fingerprint, same.get(0).from(), same.get(0).to(), signed));
  }

  /** Whether there is a key with the fingerprint, whenever it is valid. */
  boolean has(String fingerprint) {
    return entries.stream().anyMatch(entry -> entry.fingerprint().equals(fingerprint));
  }
}
