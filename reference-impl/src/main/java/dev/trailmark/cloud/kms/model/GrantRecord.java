package dev.trailmark.cloud.kms.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A grant.
 *
 * @param account the key's owner
 * @param region the key's region
 * @param keyId the key
 * @param id 64 hexadecimal digits
 * @param name given by who made it; {@code null} for none
 * @param created when it was made
 * @param grantee who may use the key: users and roles by their unique ids
 * @param retiring who may retire the grant, in the same form; {@code null} for nobody
 * @param operations what is granted, as CreateGrant names it
 * @param equalTo pairs that the encryption context must be; {@code null} for no such constraint
 * @param containing pairs that the encryption context must contain; {@code null} likewise
 * @param sourceArn the resource on whose behalf a service may use the key; {@code null} for any
 * @param toService whether the grantee was given as GranteeServicePrincipal
 * @param retiredByService whether who may retire it was given as RetiringServicePrincipal
 * @param seal what its tokens are authenticated with; a secret
 */
public record GrantRecord(
    String account,
    String region,
    String keyId,
    String id,
    String name,
    Instant created,
    String grantee,
    String retiring,
    List<String> operations,
    Map<String, String> equalTo,
    Map<String, String> containing,
    String sourceArn,
    boolean toService,
    boolean retiredByService,
    byte[] seal) {

  public GrantRecord {
    operations = List.copyOf(operations);
    equalTo = equalTo == null ? null : Map.copyOf(equalTo);
    containing = containing == null ? null : Map.copyOf(containing);
  }

  /** The key's place in its table. */
  public String keyAddress() {
    return account + "/" + region + "/" + keyId;
  }

  /** The grant's place in its table. */
  public String address() {
    return keyAddress() + "/" + id;
  }

  /** Whether the other grants the same to the same, under the same name. */
  public boolean sameAs(GrantRecord other) {
    return Objects.equals(name, other.name)
        && grantee.equals(other.grantee)
        && Objects.equals(retiring, other.retiring)
        && Set.copyOf(operations).equals(Set.copyOf(other.operations))
        && Objects.equals(equalTo, other.equalTo)
        && Objects.equals(containing, other.containing)
        && Objects.equals(sourceArn, other.sourceArn)
        && toService == other.toService
        && retiredByService == other.retiredByService;
  }

  /** Names the grant only: its seal is a secret. */
  @Override
  public String toString() {
    return "GrantRecord[" + address() + "]";
  }
}
