package dev.trailmark.lab;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.AwsError;
import dev.trailmark.target.CallerIdentity;
import dev.trailmark.target.LabSignIn;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Signs a performing student in as the lab does: a session of the role {@code AWSLabsUser-…}. That
 * role may click through the lab, but its right to use the key comes from the key policy alone, or
 * task 6 would show nothing.
 */
final class SignIn {

  /**
   * A student who is signed in.
   *
   * @param clients the student's calls
   * @param account the account's number
   * @param principal whom the key policy names
   * @param role whether this is a role without key rights of its own
   * @param weaknesses what cannot be checked as this principal
   */
  record Session(
      AwsClients clients,
      String account,
      String principal,
      boolean role,
      List<String> weaknesses) {}

  private static final String ROLE = "AWSLabsUser-";
  private static final String SESSION = "lab-session";

  private static final Set<String> NOT_YET = Set.of("AccessDenied", "InvalidClientTokenId");

  private final Ask ask;
  private final Target target;
  private final Cleanup cleanup;
  private final String suffix;

  SignIn(Ask ask, Target target, Cleanup cleanup, String suffix) {
    this.ask = ask;
    this.target = target;
    this.cleanup = cleanup;
    this.suffix = suffix;
  }

  /** Signs in by the best way that the target offers. */
  Session session() {
    if (target.signIn().isPresent()) {
      return byKnownRole(target.signIn().get());
    }
    Reply<CallerIdentity> identity = ask.judged("sts:GetCallerIdentity", target.identity());
    if (identity instanceof Reply.Answered<CallerIdentity> caller) {
      return asRoleOrCaller(caller.value());
    }
    return asCaller(
        accountFromKms(),
        ":root",
        "the target has no STS (%s)".formatted(identity.refusal().orElseThrow()));
  }

  private Session byKnownRole(LabSignIn known) {
    AwsClients user = target.clients(known.user());
    AwsClients role = clients(assume(user, known.roleArn()));
    return roleSession(role, known.roleArn());
  }

  private Session asRoleOrCaller(CallerIdentity caller) {
    if (caller.principalArn().contains(":role/" + ROLE)) {
      return roleSession(target.clients(), caller.principalArn());
    }
    String lab = "arn:aws:iam::%s:role/%s%s".formatted(caller.account(), ROLE, caller.account());
    Reply<Credentials> existing = tryAssume(target.clients(), lab);
    if (existing instanceof Reply.Answered<Credentials> answered && roleExists(caller)) {
      return roleSession(clients(answered.value()), lab);
    }
    try {
      return asNewRole(caller);
    } catch (TaskRefusedException e) {
      return asCaller(
          caller.account(),
          caller.arn(),
          "no role could be made for the student (%s: %s)".formatted(e.call(), e.getMessage()));
    }
  }

  /** Some emulators let anyone assume roles that do not exist, so the role is looked up too. */
  private boolean roleExists(CallerIdentity caller) {
    Reply<String> role =
        ask.reply(
            "iam:GetRole",
            () ->
                target
                    .clients()
                    .iam()
                    .getRole(request -> request.roleName(ROLE + caller.account()))
                    .role()
                    .arn());
    return role.refusal().map(error -> error.denied()).orElse(true);
  }

  private Session asNewRole(CallerIdentity caller) {
    String name = ROLE + suffix;
    var iam = target.clients().iam();
    String arn =
        ask.must(
                "iam:CreateRole " + name,
                () ->
                    iam.createRole(
                        request ->
                            request
                                .roleName(name)
                                .assumeRolePolicyDocument(LabFiles.trustPolicy(caller.account()))))
            .role()
            .arn();
    cleanup.made("role " + name, "deleted", () -> deleteRole(name));
    ask.must(
        "iam:PutRolePolicy " + name,
        () ->
            iam.putRolePolicy(
                request ->
                    request
                        .roleName(name)
                        .policyName("lab")
                        .policyDocument(LabFiles.rolePolicy())));
    AwsClients user = caller.root() ? newUser(arn) : target.clients();
    return roleSession(clients(assume(user, arn)), arn);
  }

  private void deleteRole(String name) {
    var iam = target.clients().iam();
    iam.deleteRolePolicy(request -> request.roleName(name).policyName("lab"));
    iam.deleteRole(request -> request.roleName(name));
  }

  /** Root may not assume roles, so a user does. */
  private AwsClients newUser(String roleArn) {
    String name = "student-" + suffix;
    var iam = target.clients().iam();
    ask.must("iam:CreateUser " + name, () -> iam.createUser(request -> request.userName(name)));
    cleanup.made(
        "user " + name, "deleted", () -> iam.deleteUser(request -> request.userName(name)));
    ask.must(
        "iam:PutUserPolicy " + name,
        () ->
            iam.putUserPolicy(
                request ->
                    request
                        .userName(name)
                        .policyName("lab")
                        .policyDocument(LabFiles.userPolicy(roleArn))));
    cleanup.made(
        "the policy of user " + name,
        "deleted",
        () -> iam.deleteUserPolicy(request -> request.userName(name).policyName("lab")));
    var key =
        ask.must(
                "iam:CreateAccessKey for " + name,
                () -> iam.createAccessKey(request -> request.userName(name)))
            .accessKey();
    cleanup.made(
        "the access key of user " + name,
        "deleted",
        () ->
            iam.deleteAccessKey(request -> request.userName(name).accessKeyId(key.accessKeyId())));
    return target.clients(
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
  }

  /** A new role or key is known everywhere only after a while. */
  private Credentials assume(AwsClients user, String roleArn) {
    Reply<Credentials> last =
        ask.eventually(
            () -> tryAssume(user, roleArn),
            reply ->
                !(reply instanceof Reply.Unanswered)
                    && reply.refusal().map(AwsError::code).filter(NOT_YET::contains).isEmpty());
    Reply<Credentials> reply = ask.judged("sts:AssumeRole " + roleArn, last);
    if (reply instanceof Reply.Answered<Credentials> answered) {
      return answered.value();
    }
    throw new TaskRefusedException("sts:AssumeRole " + roleArn, reply.refusal().orElseThrow());
  }

  private Reply<Credentials> tryAssume(AwsClients user, String roleArn) {
    return target.ask(
        "sts:AssumeRole " + roleArn,
        () ->
            user.sts()
                .assumeRole(request -> request.roleArn(roleArn).roleSessionName(SESSION))
                .credentials());
  }

  private AwsClients clients(Credentials session) {
    return target.clients(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken())));
  }

  private static Session roleSession(AwsClients clients, String roleArn) {
    return new Session(clients, roleArn.split(":")[4], roleArn, true, List.of());
  }

  private Session asCaller(String account, String arn, String why) {
    String principal = arn.startsWith("arn:") ? arn : "arn:aws:iam::" + account + arn;
    return new Session(
        target.clients(),
        account,
        CallerIdentity.principalOf(principal),
        false,
        List.of(
            why
                + ", so the lab is done as the caller, whose own rights may allow what the key"
                + " policy no longer does: task 6 is shown by policy text alone"));
  }

  /** Without STS, a key's ARN is what tells the account. */
  private String accountFromKms() {
    var kms = target.clients().kms();
    var key =
        ask.must(
                "kms:CreateKey to learn the account's number",
                () -> kms.createKey(request -> request.description("made to learn the account")))
            .keyMetadata();
    cleanup.made(
        "key " + key.keyId(),
        "deleted in 7 days",
        () ->
            kms.scheduleKeyDeletion(request -> request.keyId(key.keyId()).pendingWindowInDays(7)));
    return key.arn().split(":")[4];
  }
}
