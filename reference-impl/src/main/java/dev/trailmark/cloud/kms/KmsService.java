package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.store.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.KmsClient;

/** AWS KMS. What is modelled but not in a table is not implemented. */
public final class KmsService implements Service {
  private static final Protocol PROTOCOL = Protocol.json("TrentService");

  private final List<Operation<?, ?>> operations;
  private final ForeseenAccess foreseen;
  private final Upkeep upkeep = new KeyUpkeep();

  /** The service; all state is in the store that calls bring along. */
  public KmsService() {
    KeyViews views = new KeyViews();
    KeyLookup lookup = new KeyLookup(views, new AwsManagedKeys(views));
    KeyAccess access = new KeyAccess(lookup);
    this.foreseen = new ForeseenAccess(views);
    this.operations =
        Stream.of(
                new KeyTable(access).rows(),
                new AliasTable(new Aliases(lookup)).rows(),
                new CipherTable(access, new Encryption(lookup), new ReEncryption(lookup)).rows(),
                new AsymmetricTable(access).rows(),
                new MaterialTable(access).rows(),
                new GrantTable(access, new GrantCreation(lookup), new GrantEnds(lookup)).rows(),
                new MultiRegionTable(lookup).rows(),
                KeyStoreTable.rows())
            .<Operation<?, ?>>flatMap(List::stream)
            .toList();
  }

  @Override
  public String name() {
    return "kms";
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return operations;
  }

  @Override
  public Collection<String> modelled() {
    return SdkModel.operationsOf(KmsClient.class);
  }

  @Override
  public List<Kind<?>> records() {
    return List.of(KmsTables.KEYS, KmsTables.ALIASES, KmsTables.GRANTS);
  }

  @Override
  public Optional<AccessCheck> foreseen(Call call, String action, String resource) {
    return foreseen.concernsKey(action, resource)
        ? Optional.of(foreseen.check(call, action, resource))
        : Service.super.foreseen(call, action, resource);
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return Denials.of(call, check, decision);
  }

  @Override
  public ServiceException invalid(String message) {
    return KmsError.VALIDATION.because("%s", message);
  }
}
