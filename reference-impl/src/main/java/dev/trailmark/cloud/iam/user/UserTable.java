package dev.trailmark.cloud.iam.user;

import static dev.trailmark.cloud.iam.access.IamAccess.onAll;
import static dev.trailmark.cloud.iam.access.IamAccess.onMoved;
import static dev.trailmark.cloud.iam.access.IamAccess.onNew;
import static dev.trailmark.cloud.iam.access.IamAccess.onUser;
import static dev.trailmark.cloud.iam.access.IamAccess.taggingNew;
import static dev.trailmark.cloud.iam.access.IamLimits.all;
import static dev.trailmark.cloud.iam.model.IdentityType.USER;

import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.access.PolicyAccess;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.iam.tagging.TagRows;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;

/** IAM's operations on users and their tags. */
public final class UserTable {
  private static final Users USERS = new Users();

  private UserTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(users(), tags()).flatMap(List::stream).toList();
  }

  /** The users themselves. */
  private static List<Operation<?, ?>> users() {
    return List.of(
        Operation.of("CreateUser", CreateUserRequest::builder, USERS::create)
            .access(
                PolicyAccess.bounding(
                    taggingNew(
                        onNew(
                            USER,
                            "CreateUser",
                            CreateUserRequest::path,
                            CreateUserRequest::userName),
                        "TagUser",
                        CreateUserRequest::tags),
                    CreateUserRequest::permissionsBoundary))
            .constrain(all(IamLimits.newUser(), IamLimits.path("Path"), Tags.limits()))
            .constrain(IamLimits.boundary())
            .honours("UserName", "Path", "PermissionsBoundary", "Tags")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetUser", GetUserRequest::builder, USERS::get)
            .access(onUser("GetUser", GetUserRequest::userName))
            .constrain(IamLimits.optionalUser())
            .honours("UserName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListUsers", ListUsersRequest::builder, USERS::list)
            .access(onAll(USER, "ListUsers", ListUsersRequest::pathPrefix))
            .constrain(all(IamLimits.pathPrefix(), IamLimits.paging()))
            .honours("PathPrefix", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("UpdateUser", UpdateUserRequest::builder, USERS::update)
            .access(
                onMoved(
                    USER,
                    "UpdateUser",
                    UpdateUserRequest::userName,
                    UpdateUserRequest::newPath,
                    UpdateUserRequest::newUserName))
            .constrain(all(IamLimits.name(USER), IamLimits.path("NewPath")))
            .constrain(IamLimits.name("NewUserName", 64))
            .honours("UserName", "NewPath", "NewUserName")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteUser", DeleteUserRequest::builder, USERS::delete)
            .access(onUser("DeleteUser", DeleteUserRequest::userName))
            .constrain(IamLimits.name(USER))
            .honours("UserName")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  /** Their tags. */
  private static List<Operation<?, ?>> tags() {
    TagRows<UserRecord> rows = new TagRows<>(USER);
    return List.of(
        rows.tag(
            TagUserRequest::builder,
            TagUserRequest::userName,
            TagUserRequest::tags,
            () -> TagUserResponse.builder().build()),
        rows.untag(
            UntagUserRequest::builder,
            UntagUserRequest::userName,
            UntagUserRequest::tagKeys,
            () -> UntagUserResponse.builder().build()),
        rows.list(
            ListUserTagsRequest::builder,
            ListUserTagsRequest::userName,
            ListUserTagsRequest::marker,
            ListUserTagsRequest::maxItems,
            page ->
                ListUserTagsResponse.builder()
                    .tags(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }
}
