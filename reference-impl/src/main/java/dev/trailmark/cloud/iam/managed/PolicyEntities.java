package dev.trailmark.cloud.iam.managed;

import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** The users, groups and roles that have a managed policy, attached or as their boundary. */
final class PolicyEntities {

  /** One page of all three: its markers lead from groups through roles to users. */
  ListEntitiesForPolicyResponse list(Call call, ListEntitiesForPolicyRequest request) {
    String arn = request.policyArn();
    if (ManagedPolicyState.find(call.state(), call.accountId(), arn) == null) {
      throw IamError.NO_SUCH_ENTITY.because("Policy %s does not exist or is not attachable.", arn);
    }
    TreeMap<String, Holder<?>> all = new TreeMap<>();
    for (IdentityType<?> type : types(request.entityFilter())) {
      call.state()
          .range(type.table(), call.accountId() + "/")
          .forEach((key, holder) -> all.put(type.noun() + "/" + key, holder));
    }
    Page<Holder<?>> page =
        Page.of(all, holder -> isWanted(holder, request), request.marker(), request.maxItems());
    return ListEntitiesForPolicyResponse.builder()
        .policyGroups(of(page, GroupRecord.class, PolicyEntities::shown))
        .policyRoles(of(page, RoleRecord.class, PolicyEntities::shown))
        .policyUsers(of(page, UserRecord.class, PolicyEntities::shown))
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  /** The filter may also name kinds of policies, which are on no policy. */
  private static List<IdentityType<?>> types(EntityType filter) {
    if (filter == null) {
      return List.of(IdentityType.GROUP, IdentityType.ROLE, IdentityType.USER);
    }
    return switch (filter) {
      case GROUP -> List.of(IdentityType.GROUP);
      case ROLE -> List.of(IdentityType.ROLE);
      case USER -> List.of(IdentityType.USER);
      default -> List.of();
    };
  }

  private static boolean isWanted(Holder<?> holder, ListEntitiesForPolicyRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    PolicyUsageType usage = request.policyUsageFilter();
    boolean attached = holder.permissions().attached().contains(request.policyArn());
    boolean bounding = request.policyArn().equals(holder.permissions().boundary());
    boolean used =
        usage != PolicyUsageType.PERMISSIONS_BOUNDARY && attached
            || usage != PolicyUsageType.PERMISSIONS_POLICY && bounding;
    return used && holder.path().startsWith(prefix);
  }

  private static <H, S> List<S> of(Page<Holder<?>> page, Class<H> type, Function<H, S> shown) {
    Stream<H> holders = page.items().stream().filter(type::isInstance).map(type::cast);
    return holders.map(shown).toList();
  }

  private static PolicyGroup shown(GroupRecord group) {
    return PolicyGroup.builder().groupName(group.name()).groupId(group.id()).build();
  }

  private static PolicyRole shown(RoleRecord role) {
    return PolicyRole.builder().roleName(role.name()).roleId(role.id()).build();
  }

  private static PolicyUser shown(UserRecord user) {
    return PolicyUser.builder().userName(user.name()).userId(user.id()).build();
  }
}
