package dev.trailmark.steps.conformance;

import dev.trailmark.lab.IamKind;
import dev.trailmark.lab.Identity;
import dev.trailmark.target.AwsClients;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Somebody, or a managed policy, that a scenario calls by a name of its own. */
final class Actor {

  private final String name;
  private final Identity identity;
  private final Optional<IamKind> kind;

  /** How AWS's messages name whoever calls. */
  String arn;

  private AwsCredentials credentials;
  private AwsClients clients;

  /** Somebody who cannot call yet; a managed policy and a federated user have no kind. */
  Actor(String name, Optional<IamKind> kind, Identity identity) {
    this.name = name;
    this.kind = kind;
    this.identity = identity;
    this.arn = identity.arn();
  }

  Identity identity() {
    return identity;
  }

  IamKind kind() {
    return kind.orElseThrow(() -> new IllegalArgumentException(name + " has no policies"));
  }

  /** Calls as {@code arn} from now on. */
  void signsWith(AwsCredentials credentials, AwsClients clients, String arn) {
    this.credentials = credentials;
    this.clients = clients;
    this.arn = arn;
  }

  AwsClients clients() {
    if (clients == null) {
      throw new IllegalArgumentException(name + " has nothing to sign with");
    }
    return clients;
  }

  AwsCredentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return name;
  }
}
