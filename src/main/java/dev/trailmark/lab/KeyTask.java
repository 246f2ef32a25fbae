package dev.trailmark.lab;

import java.util.Set;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Task 1: create the key with its alias and the policy that the console writes. */
final class KeyTask {

  /** The key that was made. */
  record Key(String id, String arn) {}

  private static final Set<String> NOT_YET = Set.of("MalformedPolicyDocumentException");
  private static final int SHORTEST_WAIT_DAYS = 7;

  private final Ask ask;
  private final SignIn.Session student;
  private final LabOptions options;
  private final Cleanup cleanup;

  KeyTask(Ask ask, SignIn.Session student, LabOptions options, Cleanup cleanup) {
    this.ask = ask;
    this.student = student;
    this.options = options;
    this.cleanup = cleanup;
  }

  Key perform() {
    LabNames names = options.names();
    var kms = student.clients().kms();
    String policy = LabFiles.keyPolicy(student.account(), student.principal());
    KeyMetadata key =
        ask.mustEventually(
                "kms:CreateKey",
                () ->
                    kms.createKey(
                        request ->
                            request
                                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                                .description(names.description())
                                .policy(policy)),
                error -> NOT_YET.contains(error.code()))
            .keyMetadata();
    cleanup.made(
        "key " + key.keyId(),
        "its deletion is scheduled in 7 days, the shortest that AWS allows",
        () ->
            kms.scheduleKeyDeletion(
                request -> request.keyId(key.keyId()).pendingWindowInDays(SHORTEST_WAIT_DAYS)));
    ask.must(
        "kms:CreateAlias " + names.alias(),
        () ->
            kms.createAlias(request -> request.aliasName(names.alias()).targetKeyId(key.keyId())));
    cleanup.made(
        names.alias(),
        "deleted",
        () -> kms.deleteAlias(request -> request.aliasName(names.alias())));
    return new Key(key.keyId(), key.arn());
  }
}
