package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;

/**
 * Reads an ACL in its three notations: canned, grant headers, XML.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access
 *     control list (ACL) overview</a>
 */
public final class AclParser {
  private static final Set<String> GROUPS =
      Set.of(AclRecord.ALL_USERS, AclRecord.AUTHENTICATED, AclRecord.LOG_DELIVERY);
  private static final Set<String> PERMISSIONS =
      Set.of("FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP");
  private static final int MOST_GRANTS = 100;
  private static final Pattern GRANTEE =
      Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\",\\s]+))\\s*");

  private static final Map<String, String> HEADER_PERMISSIONS =
      Map.of(
          "x-amz-grant-full-control", "FULL_CONTROL",
          "x-amz-grant-read", "READ",
          "x-amz-grant-read-acp", "READ_ACP",
          "x-amz-grant-write", "WRITE",
          "x-amz-grant-write-acp", "WRITE_ACP");

  private final Call call;
  private final String ownerId;
  private final String bucketOwnerId;

  private AclParser(Call call, String ownerId, String bucketOwnerId) {
    this.call = call;
    this.ownerId = ownerId;
    this.bucketOwnerId = bucketOwnerId;
  }

  /** A parser for ACLs of a bucket that an account owns. */
  public static AclParser bucket(Call call, String ownerAccount) {
    return new AclParser(call, call.directory().canonicalId(ownerAccount), null);
  }

  /** A parser for ACLs of an object. */
  static AclParser object(Call call, String ownerAccount, String bucketOwnerAccount) {
    return new AclParser(
        call,
        call.directory().canonicalId(ownerAccount),
        call.directory().canonicalId(bucketOwnerAccount));
  }

  /** The ACL that headers describe; the headers are not empty. */
  public AclRecord parse(AclHeaders headers) {
    if (headers.canned() != null && !headers.grants().isEmpty()) {
      throw S3Error.INVALID_REQUEST.because(
          "Specifying both Canned ACLs and Header Grants is not allowed");
    }
    return headers.canned() != null
        ? canned(headers.canned())
        : new AclRecord(ownerId, fromHeaders(headers.grants()));
  }

  private AclRecord canned(String name) {
    List<AclRecord.Grant> grants = new ArrayList<>();
    grants.add(AclRecord.Grant.user(ownerId, "FULL_CONTROL"));
    switch (name) {
      case "private" -> {}
      case "public-read" -> grants.add(AclRecord.Grant.group(AclRecord.ALL_USERS, "READ"));
      case "public-read-write" -> {
        grants.add(AclRecord.Grant.group(AclRecord.ALL_USERS, "READ"));
        grants.add(AclRecord.Grant.group(AclRecord.ALL_USERS, "WRITE"));
      }
      case "authenticated-read" ->
          grants.add(AclRecord.Grant.group(AclRecord.AUTHENTICATED, "READ"));
      case "bucket-owner-read" -> addBucketOwner(grants, "READ");
      case "bucket-owner-full-control" -> addBucketOwner(grants, "FULL_CONTROL");
      case "log-delivery-write" -> addLogDelivery(grants);
      case "aws-exec-read" -> grants.add(AclRecord.Grant.user(AclRecord.EC2, "READ"));
      default -> throw badCanned(name);
    }
    return new AclRecord(ownerId, grants);
  }

  /** On a bucket these two canned ACLs say nothing. */
  private void addBucketOwner(List<AclRecord.Grant> grants, String permission) {
    if (bucketOwnerId != null && !bucketOwnerId.equals(ownerId)) {
      grants.add(AclRecord.Grant.user(bucketOwnerId, permission));
    }
  }

  private void addLogDelivery(List<AclRecord.Grant> grants) {
    if (bucketOwnerId != null) {
      throw badCanned("log-delivery-write");
    }
    grants.add(AclRecord.Grant.group(AclRecord.LOG_DELIVERY, "WRITE"));
    grants.add(AclRecord.Grant.group(AclRecord.LOG_DELIVERY, "READ_ACP"));
  }

  private List<AclRecord.Grant> fromHeaders(Map<String, String> headers) {
    List<AclRecord.Grant> grants = new ArrayList<>();
    headers.forEach(
        (name, value) -> {
          Matcher grantee = GRANTEE.matcher(value);
          int at = 0;
          while (at < value.length()) {
            if (!grantee.region(at, value.length()).lookingAt()) {
              throw badHeader(name, value);
            }
            String text = grantee.group(2) == null ? grantee.group(3) : grantee.group(2);
            grants.add(headerGrant(name, value, grantee.group(1), text));
            at = grantee.end();
            if (at < value.length() && value.charAt(at++) != ',') {
              throw badHeader(name, value);
            }
          }
        });
    return checked(grants);
  }

  private AclRecord.Grant headerGrant(String header, String value, String type, String grantee) {
    String permission = HEADER_PERMISSIONS.get(header);
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "id" -> AclRecord.Grant.user(knownId(grantee, "id"), permission);
      case "uri" -> AclRecord.Grant.group(knownGroup(grantee, "uri"), permission);
      case "emailaddress" -> throw S3Error.METHOD_NOT_ALLOWED.fail();
      default -> throw badHeader(header, value);
    };
  }

  /** The ACL of an XML body. */
  AclRecord parse(AccessControlPolicy policy) {
    if (policy.owner() == null || policy.owner().id() == null || !policy.hasGrants()) {
      throw S3Error.MALFORMED_ACL.fail();
    }
    if (!knownId(policy.owner().id(), "CanonicalUser/ID").equals(ownerId)) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    List<AclRecord.Grant> grants = new ArrayList<>();
    for (Grant grant : policy.grants()) {
      grants.add(xmlGrant(grant));
    }
    return new AclRecord(ownerId, checked(grants));
  }

  private AclRecord.Grant xmlGrant(Grant grant) {
    Grantee grantee = grant.grantee();
    String permission = grant.permissionAsString();
    if (grantee == null || permission == null || !PERMISSIONS.contains(permission)) {
      throw S3Error.MALFORMED_ACL.fail();
    }
    String type = grantee.typeAsString() == null ? "" : grantee.typeAsString();
    switch (type) {
      case "CanonicalUser" -> {
        requirePresent(grantee.id());
        return AclRecord.Grant.user(knownId(grantee.id(), "CanonicalUser/ID"), permission);
      }
      case "Group" -> {
        requirePresent(grantee.uri());
        return AclRecord.Grant.group(knownGroup(grantee.uri(), "Group/URI"), permission);
      }
      case "AmazonCustomerByEmail" -> throw S3Error.METHOD_NOT_ALLOWED.fail();
      default -> throw S3Error.MALFORMED_ACL.fail();
    }
  }

  /**
   * Refuses grants that no ACL may have.
   *
   * @param ownerAccount the account of the owner
   */
  public static void check(Call call, String ownerAccount, List<Grant> grants) {
    AclParser parser = bucket(call, ownerAccount);
    checked(grants.stream().map(parser::xmlGrant).toList());
  }

  private static void requirePresent(String value) {
    if (value == null) {
      throw S3Error.MALFORMED_ACL.fail();
    }
  }

  private static List<AclRecord.Grant> checked(List<AclRecord.Grant> grants) {
    if (grants.size() > MOST_GRANTS) {
      throw S3Error.MALFORMED_ACL.fail();
    }
    return grants;
  }

  private String knownId(String id, String argument) {
    boolean known =
        id.equals(ownerId) || id.equals(AclRecord.EC2) || call.directory().accountOf(id) != null;
    if (!known) {
      throw invalid("Invalid id", argument, id);
    }
    return id;
  }

  private static String knownGroup(String uri, String argument) {
    if (!GROUPS.contains(uri)) {
      throw invalid("Invalid group uri", argument, uri);
    }
    return uri;
  }

  private static ServiceException badHeader(String name, String value) {
    return invalid("Argument format not recognized", name, value);
  }

  private static ServiceException badCanned(String name) {
    return invalid("", "x-amz-acl", name);
  }

  private static ServiceException invalid(String message, String argument, String value) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", argument)
        .with("ArgumentValue", value);
  }
}
