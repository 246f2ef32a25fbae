package dev.trailmark.cloud.s3.request;

import dev.trailmark.cloud.operation.ErrorCode;

/**
 * S3's errors: code, status and default message.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
public enum S3Error implements ErrorCode {
  /** The caller lacks a permission, or BlockPublicAcls and its kin forbid the change. */
  ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
  /** The bucket's ownership setting disables ACLs. */
  ACL_NOT_SUPPORTED("AccessControlListNotSupported", 400, "The bucket does not allow ACLs"),
  /** A page's origin may not do what it asks for; comes with Method and ResourceType. */
  CORS_FORBIDDEN("AccessForbidden", 403, null),
  /** A website was visited at the host of another region; comes with Endpoint. */
  INCORRECT_ENDPOINT(
      "IncorrectEndpoint",
      400,
      "The specified bucket exists in another region. Please direct requests to the specified"
          + " endpoint."),
  /** The bucket is in another region than the endpoint; comes with Endpoint and Bucket. */
  PERMANENT_REDIRECT(
      "PermanentRedirect",
      301,
      "The bucket you are attempting to access must be addressed using the specified endpoint."
          + " Please send all future requests to this endpoint."),
  /** The bucket that S3 Control was asked about is in another region; comes with Endpoint. */
  PERMANENT_REDIRECT_CONTROL(
      "PermanentRedirectControlError",
      301,
      "The API operation you are attempting to access must be addressed using the specified"
          + " endpoint. Send all future requests to this endpoint."),
  /** The path names nothing that the API has; comes with URI. */
  INVALID_URI("InvalidURI", 400, "Couldn't parse the specified URI."),
  /** There is no such access point; comes with AccessPointName. */
  NO_SUCH_ACCESS_POINT("NoSuchAccessPoint", 404, "The specified accesspoint does not exist"),
  /** The account has no instance of S3 Access Grants. */
  NO_ACCESS_GRANTS(
      "AccessGrantsInstanceNotExistsError", 404, "Access Grants Instance does not exist"),
  /** The bucket is no website. */
  NO_SUCH_WEBSITE(
      "NoSuchWebsiteConfiguration",
      404,
      "The specified bucket does not have a website configuration"),
  /** The bucket has no CORS rules. */
  NO_SUCH_CORS("NoSuchCORSConfiguration", 404, "The CORS configuration does not exist"),
  /** The version has as many annotations as it may have. */
  ANNOTATION_LIMIT_EXCEEDED(
      "AnnotationLimitExceeded",
      400,
      "The request would exceed the maximum number of annotations allowed per object."),
  /** The name of an annotation has more than 512 bytes. */
  ANNOTATION_NAME_TOO_LONG("AnnotationNameTooLong", 400, "The annotation name exceeds 512 bytes."),
  /** The name of an annotation breaks the naming rules. */
  INVALID_ANNOTATION_NAME(
      "InvalidAnnotationName", 400, "The annotation name you provided is invalid."),
  /** No name of an annotation can begin like that. */
  INVALID_PREFIX("InvalidPrefix", 400, "The annotation prefix you provided is invalid."),
  /** The version has no annotation of that name. */
  NO_SUCH_ANNOTATION("NoSuchAnnotation", 404, "The specified annotation does not exist."),
  /** The text of an annotation is no text. */
  UNSUPPORTED_MEDIA_TYPE(
      "UnsupportedMediaType", 415, "The annotation payload is not valid UTF-8 encoded text."),
  /** A digest of the body differs from the one sent. */
  BAD_DIGEST("BadDigest", 400, "The Content-MD5 you specified did not match what we received."),
  /** The request breaks a limit that has no code of its own. */
  BAD_REQUEST("BadRequest", 400, null),
  /** Another account has a bucket of that name. */
  BUCKET_ALREADY_EXISTS(
      "BucketAlreadyExists",
      409,
      "The requested bucket name is not available. The bucket namespace is shared by all users of"
          + " the system. Please select a different name and try again."),
  /** The caller's account has that bucket already. */
  BUCKET_ALREADY_OWNED(
      "BucketAlreadyOwnedByYou",
      409,
      "Your previous request to create the named bucket succeeded and you already own it."),
  /** The bucket still has objects. */
  BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket you tried to delete is not empty"),
  /** The location constraint names another region than the endpoint's. */
  ILLEGAL_VERSIONING(
      "IllegalVersioningConfigurationException", 400, "The Versioning element must be specified"),
  ILLEGAL_LOCATION("IllegalLocationConstraintException", 400, null),
  /** The body ended before its announced length. */
  INCOMPLETE_BODY(
      "IncompleteBody",
      400,
      "You did not provide the number of bytes specified by the Content-Length HTTP header"),
  /** Another write came between; the client may try again. */
  CONDITIONAL_REQUEST_CONFLICT(
      "ConditionalRequestConflict",
      409,
      "The conditional request cannot succeed due to a conflicting operation against this"
          + " resource."),
  /** The body exceeds 5 GiB; comes with ProposedSize and MaxSizeAllowed. */
  ENTITY_TOO_LARGE("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size"),
  /** Something failed on the server's side. */
  INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
  /** A parameter has a value that is not accepted; comes with ArgumentName and ArgumentValue. */
  INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
  /** A new bucket, which has all of Block Public Access on, was to have a public ACL. */
  INVALID_ACL_WITH_PUBLIC_ACCESS_BLOCK(
      "InvalidBucketAclWithBlockPublicAccessError",
      400,
      "Bucket cannot have public ACLs set with BlockPublicAccess enabled"),
  /** The bucket's ACL grants to others while ACLs are being disabled. */
  INVALID_ACL_WITH_OWNERSHIP(
      "InvalidBucketAclWithObjectOwnership",
      400,
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"),
  /** The bucket's versioning and its Object Lock do not go together. */
  INVALID_BUCKET_STATE("InvalidBucketState", 409, null),
  /** The bucket's name breaks the naming rules. */
  INVALID_BUCKET_NAME("InvalidBucketName", 400, "The specified bucket is not valid."),
  /** The expected bucket owner is not an account id. */
  INVALID_BUCKET_OWNER("InvalidBucketOwnerAWSAccountID", 400, null),
  /** Content-MD5 is not the base 64 of 16 bytes. */
  INVALID_DIGEST("InvalidDigest", 400, "The Content-MD5 you specified was invalid."),
  /** SSE-C with another algorithm than AES256; comes with ArgumentName and ArgumentValue. */
  INVALID_ENCRYPTION_ALGORITHM(
      "InvalidEncryptionAlgorithmError",
      400,
      "The Encryption request you specified is not valid. Supported value: AES256."),
  /** The location constraint is unknown, or names the region that must not be named. */
  INVALID_LOCATION(
      "InvalidLocationConstraint", 400, "The specified location-constraint is not valid"),
  /** A form's policy is no policy. */
  INVALID_POLICY_DOCUMENT("InvalidPolicyDocument", 400, null),
  /** The range begins after the object's end. */
  INVALID_RANGE("InvalidRange", 416, "The requested range is not satisfiable"),
  /** The object has no such part; comes with PartNumberRequested and ActualPartCount. */
  INVALID_PART_NUMBER("InvalidPartNumber", 416, "The requested partnumber is not satisfiable"),
  /** A website redirect leads nowhere. */
  INVALID_REDIRECT(
      "InvalidRedirectLocation",
      400,
      "The website redirect location must have a prefix of 'http://' or 'https://' or '/'."),
  /** The request contradicts itself or lacks something. */
  INVALID_REQUEST("InvalidRequest", 400, null),
  /** An archived object was to be read, or one that is not archived restored. */
  INVALID_OBJECT_STATE(
      "InvalidObjectState", 403, "The operation is not valid for the object's storage class"),
  /** The object is being restored already. */
  RESTORE_IN_PROGRESS("RestoreAlreadyInProgress", 409, "Object restore is already in progress"),
  /** An object of Intelligent-Tiering that can be read need not be restored. */
  OBJECT_ALREADY_IN_ACTIVE_TIER(
      "ObjectAlreadyInActiveTierError",
      403,
      "This action is not allowed against this storage tier."),
  /** There is no such storage class. */
  INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class you specified is not valid"),
  /** A tag is not valid; comes with TagKey and TagValue. */
  INVALID_TAG("InvalidTag", 400, null),
  /** The key has more than 1024 bytes. */
  KEY_TOO_LONG("KeyTooLongError", 400, "Your key is too long"),
  /** An access control list is not valid. */
  MALFORMED_ACL(
      "MalformedACLError",
      400,
      "The XML you provided was not well-formed or did not validate against our published"
          + " schema"),
  /** A bucket policy is not valid. */
  MALFORMED_POLICY("MalformedPolicy", 400, null),
  /** The body is not the document that the operation takes. */
  MALFORMED_XML(
      "MalformedXML",
      400,
      "The XML you provided was not well-formed or did not validate against our published"
          + " schema"),
  /** User metadata exceeds 2 KB. */
  METADATA_TOO_LARGE(
      "MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size"),
  /** The operation does not apply to this kind of resource. */
  METHOD_NOT_ALLOWED(
      "MethodNotAllowed", 405, "The specified method is not allowed against this resource."),
  /** The request has a body and does not say how long it is. */
  MISSING_CONTENT_LENGTH(
      "MissingContentLength", 411, "You must provide the Content-Length HTTP header."),
  /** A header is missing. */
  MISSING_SECURITY_HEADER(
      "MissingSecurityHeader", 400, "Your request was missing a required header"),
  /** No bucket has that name. */
  NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist"),
  /** The bucket has no policy. */
  NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket policy does not exist"),
  /** The bucket has no lifecycle. */
  NO_SUCH_LIFECYCLE(
      "NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist"),
  /** The bucket has no configuration with that id. */
  NO_SUCH_CONFIGURATION("NoSuchConfiguration", 404, "The specified configuration does not exist."),
  /** The bucket has no replication. */
  NO_SUCH_REPLICATION(
      "ReplicationConfigurationNotFoundError", 404, "The replication configuration was not found"),
  /** The id in a document is not the one in the address. */
  ID_MISMATCH("IdMismatch", 400, "Document ID does not match the specified configuration ID."),
  /** The id of a configuration has characters that it may not have, or too many. */
  INVALID_CONFIGURATION_ID(
      "InvalidConfigurationId", 400, "The specified configuration id is invalid."),
  /** A bucket has as many configurations of that sort as it may have. */
  TOO_MANY_CONFIGURATIONS(
      "TooManyConfigurations",
      400,
      "You are attempting to create a new configuration but have already reached the"
          + " 1,000-configuration limit."),
  /** Where reports are to go is no bucket. */
  INVALID_DESTINATION_BUCKET("InvalidS3DestinationBucket", 400, null),
  /** Logs cannot go where they were to go; comes with TargetBucket. */
  INVALID_LOGGING_TARGET("InvalidTargetBucketForLogging", 400, null),
  /** Logs were to go to another Region; the code is spelt as AWS spells it. */
  CROSS_LOCATION_LOGGING(
      "CrossLocationLoggingProhibitted", 403, "Cross S3 location logging not allowed. "),
  /** No object has that key. */
  NO_SUCH_KEY("NoSuchKey", 404, "The specified key does not exist."),
  /** The bucket has no tags. */
  NO_SUCH_TAG_SET("NoSuchTagSet", 404, "The TagSet does not exist"),
  /** There is no such multipart upload, or not any more. */
  NO_SUCH_UPLOAD(
      "NoSuchUpload",
      404,
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
          + " been aborted or completed."),
  /** A trailer is announced that the body does not have. */
  MALFORMED_TRAILER(
      "MalformedTrailerError",
      400,
      "The request contained trailing data that was not well-formed or did not conform to our"
          + " published schema."),
  /** A part that an upload is to be completed with is not there, or is another. */
  INVALID_PART(
      "InvalidPart",
      400,
      "One or more of the specified parts could not be found.  The part may not have been"
          + " uploaded, or the specified entity tag may not match the part's entity tag."),
  /** The parts are not in ascending order. */
  INVALID_PART_ORDER(
      "InvalidPartOrder",
      400,
      "The list of parts was not in ascending order. Parts must be ordered by part number."),
  /** A part but the last is too small. */
  ENTITY_TOO_SMALL(
      "EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size"),
  /** The object has no such version. */
  NO_SUCH_VERSION("NoSuchVersion", 404, "The specified version does not exist."),
  /** The object has no retention, or no legal hold. */
  NO_SUCH_OBJECT_LOCK(
      "NoSuchObjectLockConfiguration",
      404,
      "The specified object does not have a ObjectLock configuration"),
  /** The bucket's public access block was deleted. */
  NO_SUCH_PUBLIC_ACCESS_BLOCK(
      "NoSuchPublicAccessBlockConfiguration",
      404,
      "The public access block configuration was not found"),
  /** What the request asks for is not there yet. */
  NOT_IMPLEMENTED(
      "NotImplemented", 501, "A header you provided implies functionality that is not implemented"),
  /** For conditional reads: the client's copy is current. */
  NOT_MODIFIED("NotModified", 304, "Not Modified"),
  /** The bucket has no Object Lock. */
  OBJECT_LOCK_NOT_FOUND(
      "ObjectLockConfigurationNotFoundError",
      404,
      "Object Lock configuration does not exist for this bucket"),
  /** The bucket's ownership controls were deleted. */
  OWNERSHIP_CONTROLS_NOT_FOUND(
      "OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found"),
  /** A bucket policy has more than 20 KB. */
  POLICY_TOO_LARGE("PolicyTooLarge", 400, "Policy exceeds the maximum allowed document size."),
  /** A condition of the request does not hold; comes with Condition. */
  PRECONDITION_FAILED(
      "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold"),
  /** A body was sent where a header already said everything. */
  UNEXPECTED_CONTENT("UnexpectedContent", 400, "This request does not support content"),
  /** What a partition of AWS's does not have. */
  UNSUPPORTED_ARGUMENT(
      "UnsupportedArgument", 400, "The request contained an unsupported argument.");

  private final Row row;

  S3Error(String code, int status, String message) {
    row = new Row(code, status, message);
  }

  @Override
  public Row row() {
    return row;
  }
}
