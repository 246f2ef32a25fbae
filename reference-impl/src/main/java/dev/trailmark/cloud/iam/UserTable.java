package dev.trailmark.cloud.iam;

import static dev.trailmark.cloud.iam.IamAccess.onAll;
import static dev.trailmark.cloud.iam.IamAccess.onNew;
import static dev.trailmark.cloud.iam.IamAccess.onUser;
import static dev.trailmark.cloud.iam.IamLimits.all;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

/** IAM's operations on users and their keys. */
final class UserTable {
  private static final Users USERS = new Users();
  private static final AccessKeys KEYS = new AccessKeys();

  private UserTable() {}

  static List<Operation<?, ?>> rows() {
    return Stream.of(users(), accessKeys()).flatMap(List::stream).toList();
  }

  /** The users themselves. */
  private static List<Operation<?, ?>> users() {
    return List.of(
        Operation.of("CreateUser", CreateUserRequest::builder, USERS::create)
            .access(
                onNew(
                    IdentityType.USER,
                    "CreateUser",
                    CreateUserRequest::path,
                    CreateUserRequest::userName))
            .constrain(all(IamLimits.newUser(), IamLimits.path()))
            .honours("UserName", "Path")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetUser", GetUserRequest::builder, USERS::get)
            .access(onUser("GetUser", GetUserRequest::userName))
            .constrain(IamLimits.optionalUser())
            .honours("UserName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListUsers", ListUsersRequest::builder, USERS::list)
            .access(onAll(IdentityType.USER, "ListUsers", ListUsersRequest::pathPrefix))
            .constrain(all(IamLimits.pathPrefix(), IamLimits.paging()))
            .honours("PathPrefix", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("DeleteUser", DeleteUserRequest::builder, USERS::delete)
            .access(onUser("DeleteUser", DeleteUserRequest::userName))
            .constrain(IamLimits.name(IdentityType.USER))
            .honours("UserName")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  /** Their access keys. */
  private static List<Operation<?, ?>> accessKeys() {
    return List.of(
        Operation.of("CreateAccessKey", CreateAccessKeyRequest::builder, KEYS::create)
            .access(onUser("CreateAccessKey", CreateAccessKeyRequest::userName))
            .constrain(IamLimits.optionalUser())
            .honours("UserName")
            .trail(IamTrail.ofNewKey())
            .build(),
        Operation.of("ListAccessKeys", ListAccessKeysRequest::builder, KEYS::list)
            .access(onUser("ListAccessKeys", ListAccessKeysRequest::userName))
            .constrain(all(IamLimits.optionalUser(), IamLimits.paging()))
            .honours("UserName", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("UpdateAccessKey", UpdateAccessKeyRequest::builder, KEYS::update)
            .access(onUser("UpdateAccessKey", UpdateAccessKeyRequest::userName))
            .constrain(
                all(IamLimits.optionalUser(), IamLimits.accessKeyId(), IamLimits.keyStatus()))
            .honours("UserName", "AccessKeyId", "Status")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteAccessKey", DeleteAccessKeyRequest::builder, KEYS::delete)
            .access(onUser("DeleteAccessKey", DeleteAccessKeyRequest::userName))
            .constrain(all(IamLimits.optionalUser(), IamLimits.accessKeyId()))
            .honours("UserName", "AccessKeyId")
            .trail(IamTrail.withoutResponse())
            .build());
  }
}
