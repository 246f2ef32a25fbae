package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.kms.access.ForeseenAccess;
import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.alias.AliasTable;
import dev.trailmark.cloud.kms.alias.Aliases;
import dev.trailmark.cloud.kms.asymmetric.AsymmetricTable;
import dev.trailmark.cloud.kms.cipher.CipherTable;
import dev.trailmark.cloud.kms.cipher.Encryption;
import dev.trailmark.cloud.kms.cipher.ReEncryption;
import dev.trailmark.cloud.kms.grant.GrantCreation;
import dev.trailmark.cloud.kms.grant.GrantEnds;
import dev.trailmark.cloud.kms.grant.GrantTable;
import dev.trailmark.cloud.kms.imports.ImportTable;
import dev.trailmark.cloud.kms.key.KeyTable;
import dev.trailmark.cloud.kms.keystore.KeyStoreTable;
import dev.trailmark.cloud.kms.lookup.AwsManagedKeys;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyViews;
import dev.trailmark.cloud.kms.mac.MacTable;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.multiregion.MultiRegionTable;
import dev.trailmark.cloud.kms.policy.KeyPolicyTable;
import dev.trailmark.cloud.kms.request.Denials;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.rotation.RotationTable;
import dev.trailmark.cloud.kms.tagging.TagTable;
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
                new KeyPolicyTable(access).rows(),
                new TagTable(access).rows(),
                new AliasTable(new Aliases(lookup)).rows(),
                new CipherTable(access, new Encryption(lookup), new ReEncryption(lookup)).rows(),
                new AsymmetricTable(access).rows(),
                new MacTable(access).rows(),
                new RotationTable(access).rows(),
                new ImportTable(access).rows(),
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
