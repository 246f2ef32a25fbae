package dev.trailmark.cloud.s3.policy;

import dev.trailmark.cloud.policy.GlobMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * The actions that a bucket policy may name: those on buckets and those on objects. CreateBucket is
 * none, since others saw it refused, though AWS's reference lists it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html"
 *     >Actions, resources, and condition keys for Amazon S3</a>
 */
final class PolicyActions {
  private static final List<String> ON_BUCKETS =
      actions(
          """
          createbucketmetadatatableconfiguration deletebucket
          deletebucketmetadatatableconfiguration deletebucketpolicy deletebucketwebsite
          getaccelerateconfiguration getanalyticsconfiguration getbucketabac getbucketacl
          getbucketcors getbucketlocation getbucketlogging getbucketmetadatatableconfiguration
          getbucketnotification getbucketobjectlockconfiguration getbucketownershipcontrols
          getbucketpolicy getbucketpolicystatus getbucketpublicaccessblock
          getbucketrequestpayment getbuckettagging getbucketversioning getbucketwebsite
          getencryptionconfiguration getintelligenttieringconfiguration
          getinventoryconfiguration getlifecycleconfiguration getmetricsconfiguration
          getreplicationconfiguration listbucket listbucketmultipartuploads listbucketversions
          listtagsforresource pausereplication putaccelerateconfiguration
          putanalyticsconfiguration putbucketabac putbucketacl putbucketcors putbucketlogging
          putbucketnotification putbucketobjectlockconfiguration putbucketownershipcontrols
          putbucketpolicy putbucketpublicaccessblock putbucketrequestpayment putbuckettagging
          putbucketversioning putbucketwebsite putencryptionconfiguration
          putintelligenttieringconfiguration putinventoryconfiguration putlifecycleconfiguration
          putmetricsconfiguration putreplicationconfiguration tagresource untagresource
          updatebucketmetadatainventorytableconfiguration
          updatebucketmetadatajournaltableconfiguration
          """);

  private static final List<String> ON_OBJECTS =
      actions(
          """
          abortmultipartupload bypassgovernanceretention deleteobject deleteobjectannotation
          deleteobjecttagging deleteobjectversion deleteobjectversionannotation
          deleteobjectversiontagging getobject getobjectacl getobjectannotation
          getobjectattributes getobjectlegalhold getobjectretention getobjecttagging
          getobjecttorrent getobjectversion getobjectversionacl getobjectversionannotation
          getobjectversionannotationforreplication getobjectversionattributes
          getobjectversionforreplication getobjectversiontagging getobjectversiontorrent
          initiatereplication listmultipartuploadparts listobjectannotations
          listobjectversionannotations objectowneroverridetobucketowner putobject putobjectacl
          putobjectannotation putobjectlegalhold putobjectretention putobjecttagging
          putobjectversionacl putobjectversionannotation putobjectversiontagging replicatedelete
          replicateobject replicateobjectannotation replicatetags restoreobject
          updateobjectencryption
          """);

  private PolicyActions() {}

  private static List<String> actions(String names) {
    return Stream.of(names.trim().split("\\s+")).map(name -> "s3:" + name).toList();
  }

  /**
   * What S3 says of an action, or a pattern of actions, that does not fit; {@code null} of others.
   *
   * @param onBucket whether the statement's resources can be the bucket
   * @param onObjects whether they can be objects
   */
  static String fault(String action, boolean onBucket, boolean onObjects) {
    GlobMatcher pattern = GlobMatcher.ofIgnoringCase(action);
    boolean ofBuckets = ON_BUCKETS.stream().anyMatch(pattern::matches);
    boolean ofObjects = ON_OBJECTS.stream().anyMatch(pattern::matches);
    if (!ofBuckets && !ofObjects) {
      return "Policy has invalid action";
    }
    if (ofBuckets && onBucket || ofObjects && onObjects) {
      return null;
    }
    return "Action does not apply to any resource(s) in statement";
  }
}
