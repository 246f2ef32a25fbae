package dev.trailmark.cloud.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3 Control's routing table, from its API model: method, operation, and the path below the API's
 * version. {@code {name}} is one segment of a path, {@code {name+}} may be several.
 *
 * <p>S3 Control has operations that are called as S3's own are. Those on an account's Block Public
 * Access are called here as permissions and records call them ({@code
 * GetAccountPublicAccessBlock}), and those on buckets of S3 on Outposts likewise say what they are
 * about ({@code GetOutpostsBucketPolicy}).
 */
final class S3ControlRoutes {
  private static final String TABLE =
      """
      DELETE DeleteAccessGrantsInstance accessgrantsinstance
      GET GetAccessGrantsInstance accessgrantsinstance
      POST CreateAccessGrantsInstance accessgrantsinstance
      GET ListCallerAccessGrants accessgrantsinstance/caller/grants
      GET GetDataAccess accessgrantsinstance/dataaccess
      POST CreateAccessGrant accessgrantsinstance/grant
      DELETE DeleteAccessGrant accessgrantsinstance/grant/{id}
      GET GetAccessGrant accessgrantsinstance/grant/{id}
      GET ListAccessGrants accessgrantsinstance/grants
      DELETE DissociateAccessGrantsIdentityCenter accessgrantsinstance/identitycenter
      POST AssociateAccessGrantsIdentityCenter accessgrantsinstance/identitycenter
      POST CreateAccessGrantsLocation accessgrantsinstance/location
      DELETE DeleteAccessGrantsLocation accessgrantsinstance/location/{id}
      GET GetAccessGrantsLocation accessgrantsinstance/location/{id}
      PUT UpdateAccessGrantsLocation accessgrantsinstance/location/{id}
      GET ListAccessGrantsLocations accessgrantsinstance/locations
      GET GetAccessGrantsInstanceForPrefix accessgrantsinstance/prefix
      DELETE DeleteAccessGrantsInstanceResourcePolicy accessgrantsinstance/resourcepolicy
      GET GetAccessGrantsInstanceResourcePolicy accessgrantsinstance/resourcepolicy
      PUT PutAccessGrantsInstanceResourcePolicy accessgrantsinstance/resourcepolicy
      GET ListAccessGrantsInstances accessgrantsinstances
      GET ListAccessPoints accesspoint
      DELETE DeleteAccessPoint accesspoint/{name}
      GET GetAccessPoint accesspoint/{name}
      PUT CreateAccessPoint accesspoint/{name}
      DELETE DeleteAccessPointPolicy accesspoint/{name}/policy
      GET GetAccessPointPolicy accesspoint/{name}/policy
      PUT PutAccessPointPolicy accesspoint/{name}/policy
      GET GetAccessPointPolicyStatus accesspoint/{name}/policyStatus
      DELETE DeleteAccessPointScope accesspoint/{name}/scope
      GET GetAccessPointScope accesspoint/{name}/scope
      PUT PutAccessPointScope accesspoint/{name}/scope
      GET ListAccessPointsForDirectoryBuckets accesspointfordirectory
      GET ListAccessPointsForObjectLambda accesspointforobjectlambda
      DELETE DeleteAccessPointForObjectLambda accesspointforobjectlambda/{name}
      GET GetAccessPointForObjectLambda accesspointforobjectlambda/{name}
      PUT CreateAccessPointForObjectLambda accesspointforobjectlambda/{name}
      GET GetAccessPointConfigurationForObjectLambda accesspointforobjectlambda/{name}/configuration
      PUT PutAccessPointConfigurationForObjectLambda accesspointforobjectlambda/{name}/configuration
      DELETE DeleteAccessPointPolicyForObjectLambda accesspointforobjectlambda/{name}/policy
      GET GetAccessPointPolicyForObjectLambda accesspointforobjectlambda/{name}/policy
      PUT PutAccessPointPolicyForObjectLambda accesspointforobjectlambda/{name}/policy
      GET GetAccessPointPolicyStatusForObjectLambda accesspointforobjectlambda/{name}/policyStatus
      POST CreateMultiRegionAccessPoint async-requests/mrap/create
      POST DeleteMultiRegionAccessPoint async-requests/mrap/delete
      POST PutMultiRegionAccessPointPolicy async-requests/mrap/put-policy
      GET DescribeMultiRegionAccessPointOperation async-requests/mrap/{request_token+}
      GET ListRegionalBuckets bucket
      DELETE DeleteOutpostsBucket bucket/{name}
      GET GetOutpostsBucket bucket/{name}
      PUT CreateOutpostsBucket bucket/{name}
      DELETE DeleteOutpostsBucketLifecycleConfiguration bucket/{name}/lifecycleconfiguration
      GET GetOutpostsBucketLifecycleConfiguration bucket/{name}/lifecycleconfiguration
      PUT PutOutpostsBucketLifecycleConfiguration bucket/{name}/lifecycleconfiguration
      DELETE DeleteOutpostsBucketPolicy bucket/{name}/policy
      GET GetOutpostsBucketPolicy bucket/{name}/policy
      PUT PutOutpostsBucketPolicy bucket/{name}/policy
      DELETE DeleteOutpostsBucketReplication bucket/{name}/replication
      GET GetOutpostsBucketReplication bucket/{name}/replication
      PUT PutOutpostsBucketReplication bucket/{name}/replication
      DELETE DeleteOutpostsBucketTagging bucket/{name}/tagging
      GET GetOutpostsBucketTagging bucket/{name}/tagging
      PUT PutOutpostsBucketTagging bucket/{name}/tagging
      GET GetOutpostsBucketVersioning bucket/{name}/versioning
      PUT PutOutpostsBucketVersioning bucket/{name}/versioning
      DELETE DeleteAccountPublicAccessBlock configuration/publicAccessBlock
      GET GetAccountPublicAccessBlock configuration/publicAccessBlock
      PUT PutAccountPublicAccessBlock configuration/publicAccessBlock
      GET ListJobs jobs
      POST CreateJob jobs
      GET DescribeJob jobs/{id}
      POST UpdateJobPriority jobs/{id}/priority
      POST UpdateJobStatus jobs/{id}/status
      DELETE DeleteJobTagging jobs/{id}/tagging
      GET GetJobTagging jobs/{id}/tagging
      PUT PutJobTagging jobs/{id}/tagging
      GET ListMultiRegionAccessPoints mrap/instances
      GET GetMultiRegionAccessPointRoutes mrap/instances/{mrap+}/routes
      PATCH SubmitMultiRegionAccessPointRoutes mrap/instances/{mrap+}/routes
      GET GetMultiRegionAccessPoint mrap/instances/{name+}
      GET GetMultiRegionAccessPointPolicy mrap/instances/{name+}/policy
      GET GetMultiRegionAccessPointPolicyStatus mrap/instances/{name+}/policystatus
      GET ListStorageLensConfigurations storagelens
      DELETE DeleteStorageLensConfiguration storagelens/{storagelensid}
      GET GetStorageLensConfiguration storagelens/{storagelensid}
      PUT PutStorageLensConfiguration storagelens/{storagelensid}
      DELETE DeleteStorageLensConfigurationTagging storagelens/{storagelensid}/tagging
      GET GetStorageLensConfigurationTagging storagelens/{storagelensid}/tagging
      PUT PutStorageLensConfigurationTagging storagelens/{storagelensid}/tagging
      GET ListStorageLensGroups storagelensgroup
      POST CreateStorageLensGroup storagelensgroup
      DELETE DeleteStorageLensGroup storagelensgroup/{name}
      GET GetStorageLensGroup storagelensgroup/{name}
      PUT UpdateStorageLensGroup storagelensgroup/{name}
      DELETE UntagResource tags/{resourceArn+}
      GET ListTagsForResource tags/{resourceArn+}
      POST TagResource tags/{resourceArn+}
      """;

  private static final Pattern LABEL = Pattern.compile("\\{([A-Za-z_]+)(\\+?)}");

  /** Paths without labels come first, then the longer ones, which say more. */
  private static final List<Row> ROWS =
      TABLE
          .lines()
          .map(Row::of)
          .sorted(
              Comparator.comparing((Row row) -> !row.labels().isEmpty())
                  .thenComparing(row -> -row.length()))
          .toList();

  /**
   * One row.
   *
   * @param length of the path as the model writes it
   * @param labels the names of the path's variable parts, in order
   */
  record Row(String method, String operation, Pattern path, int length, List<String> labels) {
    private static Row of(String line) {
      List<String> words = Arrays.asList(line.split(" "));
      List<String> labels = new ArrayList<>();
      StringBuilder pattern = new StringBuilder();
      Matcher label = LABEL.matcher(words.get(2));
      while (label.find()) {
        labels.add(label.group(1));
        label.appendReplacement(pattern, label.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      }
      label.appendTail(pattern);
      return new Row(
          words.get(0),
          words.get(1),
          Pattern.compile(pattern.toString()),
          words.get(2).length(),
          labels);
    }
  }

  /**
   * An operation that was found.
   *
   * @param labels the decoded parts of the path by their names
   */
  record Found(String operation, Map<String, String> labels) {}

  private S3ControlRoutes() {}

  /** The names of all operations. */
  static List<String> operations() {
    return ROWS.stream().map(Row::operation).toList();
  }

  /**
   * The operation that a request is for.
   *
   * @param path the raw path below the API's version
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidURI for a path that the API does
   *     not have, MethodNotAllowed for a method that the path does not have
   */
  static Found find(String method, String path) {
    boolean known = false;
    for (Row row : ROWS) {
      Matcher matcher = row.path().matcher(path);
      if (matcher.matches()) {
        known = true;
        if (row.method().equals(method)) {
          return found(row, matcher);
        }
      }
    }
    if (known) {
      throw ProtocolError.METHOD_NOT_ALLOWED.fail().with("Method", method);
    }
    throw ProtocolError.INVALID_URI.fail().with("URI", path);
  }

  private static Found found(Row row, Matcher matcher) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < row.labels().size(); i++) {
      labels.put(row.labels().get(i), FormText.path(matcher.group(i + 1)));
    }
    return new Found(row.operation(), labels);
  }
}
