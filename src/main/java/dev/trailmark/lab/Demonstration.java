package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A performing student's experiments with keys that serve no other end, each made on a workbench
 * and gone with it.
 */
public final class Demonstration {

  private final AwsClients student;
  private final String account;
  private final String principal;
  private final Workbench workbench;

  private Demonstration(SignIn.Session session, Workbench workbench) {
    this.student = session.clients();
    this.account = session.account();
    this.principal = session.principal();
    this.workbench = workbench;
  }

  /**
   * Experiments as the student.
   *
   * @throws IndeterminateException if the student is only observed, or is signed in with rights of
   *     their own, which would decide the experiment's outcome
   */
  public static Demonstration by(Student student, Workbench workbench) {
    if (!(student instanceof PerformingStudent performing)) {
      throw new IndeterminateException("only a performing student makes experiments");
    }
    if (!performing.session().role()) {
      throw new IndeterminateException(String.join("; ", performing.weaknesses()));
    }
    return new Demonstration(performing.session(), workbench);
  }

  /** A key that the student administers and uses, and the caller through IAM. */
  public String keyForAll() {
    return workbench.key(LabFiles.keyPolicy(account, principal)).keyId();
  }

  /** A key whose policy names nobody but the account. */
  public String keyForNobody() {
    return workbench.key().keyId();
  }

  /** A key that the student administers but does not use. */
  public String keyForAdministrator() {
    KeyPolicy all = KeyPolicy.parse(LabFiles.keyPolicy(account, principal), "the lab's policy");
    return workbench.key(all.withoutUser(principal)).keyId();
  }

  /** Names the student in the policy of a key, as the caller. */
  public Reply<PutKeyPolicyResponse> letStudentUse(String keyId) {
    return workbench.ask(
        "kms:PutKeyPolicy",
        () ->
            workbench
                .caller()
                .kms()
                .putKeyPolicy(
                    request ->
                        request
                            .keyId(keyId)
                            .policyName("default")
                            .policy(LabFiles.keyPolicy(account, principal))));
  }

  /** Encrypts as the student. */
  public Reply<EncryptResponse> encrypt(String keyId) {
    return workbench.ask(
        "kms:Encrypt",
        () ->
            student
                .kms()
                .encrypt(
                    request ->
                        request.keyId(keyId).plaintext(SdkBytes.fromByteArray(Workbench.CONTENT))));
  }

  /** Changes a key's description as the student. */
  public Reply<UpdateKeyDescriptionResponse> changeDescription(String keyId) {
    return workbench.ask(
        "kms:UpdateKeyDescription",
        () ->
            student
                .kms()
                .updateKeyDescription(
                    request -> request.keyId(keyId).description("changed by its administrator")));
  }

  /** Disables a key as the student. */
  public Reply<DisableKeyResponse> disable(String keyId) {
    return workbench.ask(
        "kms:DisableKey", () -> student.kms().disableKey(request -> request.keyId(keyId)));
  }

  /** Enables a key as the student. */
  public Reply<EnableKeyResponse> enable(String keyId) {
    return workbench.ask(
        "kms:EnableKey", () -> student.kms().enableKey(request -> request.keyId(keyId)));
  }

  /** Reads an object as the student. */
  public Reply<ResponseBytes<GetObjectResponse>> read(String bucket, String key) {
    return workbench.ask(
        "s3:GetObject", () -> student.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)));
  }
}
