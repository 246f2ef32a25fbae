package dev.trailmark.cloud.kms.keystore;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.model.KeyStoreRecord;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.model.ConnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreResponse;
import software.amazon.awssdk.services.kms.model.DeleteCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.DisconnectCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreResponse;

/** The operations on custom key stores: one row each. Passwords and credentials are not logged. */
public final class KeyStoreTable {
  private static final String ID = "CustomKeyStoreId";
  private static final String CREDENTIAL = "XksProxyAuthenticationCredential";
  private static final String PASSWORD = "KeyStorePassword";
  private static final String CLUSTER = "CloudHsmClusterId";
  private static final String ANCHOR = "TrustAnchorCertificate";
  private static final Constraint[] SETTINGS = {
    Constraint.length(CLUSTER, 19, 24),
    Constraint.pattern(CLUSTER, "cluster-[2-7a-zA-Z]{11,16}"),
    Constraint.length("XksProxyUriEndpoint", 10, 128),
    Constraint.pattern("XksProxyUriEndpoint", "^https://[a-zA-Z0-9.-]+$"),
    Constraint.length("XksProxyUriPath", 10, 128),
    Constraint.pattern(
        "XksProxyUriPath", "^(/[a-zA-Z0-9\\/_-]+/kms/xks/v\\d{1,2})$|^(/kms/xks/v\\d{1,2})$"),
    Constraint.length("XksProxyVpcEndpointServiceOwner", 12, 12),
    Constraint.pattern("XksProxyVpcEndpointServiceOwner", "[0-9]{12}"),
    Constraint.oneOf("XksProxyConnectivity", "PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE"),
    KeyStoreLimits.password(PASSWORD),
    KeyStoreLimits.credential(CREDENTIAL),
    KeyStoreLimits.service("XksProxyVpcEndpointServiceName")
  };

  private static final List<String> RECORDED =
      List.of(
          ID,
          "CustomKeyStoreName",
          "NewCustomKeyStoreName",
          CLUSTER,
          "CustomKeyStoreType",
          "XksProxyConnectivity",
          "XksProxyUriEndpoint",
          "XksProxyUriPath",
          "XksProxyVpcEndpointServiceName",
          "XksProxyVpcEndpointServiceOwner");

  private KeyStoreTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return List.of(create(), update(), delete(), connect(), disconnect(), describe());
  }

  private static Operation<?, ?> create() {
    return Operation.of(
            "CreateCustomKeyStore", CreateCustomKeyStoreRequest::builder, KeyStoreCreation::create)
        .access(KeyAccess.after(KeyStoreCreation::check, KeyAccess.any("kms:CreateCustomKeyStore")))
        .constrain(Constraint.required("CustomKeyStoreName"))
        .constrain(Constraint.length("CustomKeyStoreName", 1, 256))
        .constrain(Constraint.length(ANCHOR, 1, 5000))
        .constrain(
            Constraint.oneOf(
                "CustomKeyStoreType", KeyStoreRecord.CLOUD_HSM, KeyStoreRecord.EXTERNAL))
        .constrain(SETTINGS)
        .honours(
            "CustomKeyStoreName",
            CLUSTER,
            ANCHOR,
            PASSWORD,
            "CustomKeyStoreType",
            "XksProxyUriEndpoint",
            "XksProxyUriPath",
            "XksProxyVpcEndpointServiceName",
            "XksProxyVpcEndpointServiceOwner",
            CREDENTIAL,
            "XksProxyConnectivity")
        .trail(
            TrailRule.<CreateCustomKeyStoreRequest, CreateCustomKeyStoreResponse>write()
                .parameters((call, request) -> recorded(request)))
        .onWorker()
        .build();
  }

  private static Operation<?, ?> update() {
    return Operation.of(
            "UpdateCustomKeyStore", UpdateCustomKeyStoreRequest::builder, KeyStoreChanges::update)
        .access(KeyAccess.any("kms:UpdateCustomKeyStore"))
        .constrain(named())
        .constrain(Constraint.length("NewCustomKeyStoreName", 1, 256))
        .constrain(SETTINGS)
        .honours(
            ID,
            "NewCustomKeyStoreName",
            PASSWORD,
            CLUSTER,
            "XksProxyUriEndpoint",
            "XksProxyUriPath",
            "XksProxyVpcEndpointServiceName",
            "XksProxyVpcEndpointServiceOwner",
            CREDENTIAL,
            "XksProxyConnectivity")
        .trail(
            TrailRule.<UpdateCustomKeyStoreRequest, UpdateCustomKeyStoreResponse>write()
                .parameters((call, request) -> recorded(request))
                .withoutResponse())
        .build();
  }

  private static Operation<?, ?> delete() {
    return Operation.of(
            "DeleteCustomKeyStore", DeleteCustomKeyStoreRequest::builder, KeyStoreChanges::delete)
        .access(KeyAccess.any("kms:DeleteCustomKeyStore"))
        .constrain(named())
        .honours(ID)
        .trail(KmsTrail.silentChange())
        .build();
  }

  private static Operation<?, ?> connect() {
    return Operation.of(
            "ConnectCustomKeyStore",
            ConnectCustomKeyStoreRequest::builder,
            KeyStoreChanges::connect)
        .access(KeyAccess.any("kms:ConnectCustomKeyStore"))
        .constrain(named())
        .honours(ID)
        .trail(KmsTrail.silentChange())
        .build();
  }

  private static Operation<?, ?> disconnect() {
    return Operation.of(
            "DisconnectCustomKeyStore",
            DisconnectCustomKeyStoreRequest::builder,
            KeyStoreChanges::disconnect)
        .access(KeyAccess.any("kms:DisconnectCustomKeyStore"))
        .constrain(named())
        .honours(ID)
        .trail(KmsTrail.silentChange())
        .build();
  }

  private static Operation<?, ?> describe() {
    return Operation.of(
            "DescribeCustomKeyStores", DescribeCustomKeyStoresRequest::builder, KeyStores::describe)
        .access(KeyAccess.any("kms:DescribeCustomKeyStores"))
        .constrain(Constraint.length(ID, 1, 64), Constraint.length("CustomKeyStoreName", 1, 256))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER)
        .honours(ID, "CustomKeyStoreName", "Limit", "Marker")
        .build();
  }

  private static Constraint[] named() {
    return new Constraint[] {Constraint.required(ID), Constraint.length(ID, 1, 64)};
  }

  /** Request parameters as the record names them, those that were sent and are not secret. */
  private static Map<String, Object> recorded(SdkRequest request) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (String member : RECORDED) {
      String name =
          member.equals(CLUSTER)
              ? "clusterId"
              : Character.toLowerCase(member.charAt(0)) + member.substring(1);
      request.getValueForField(member, String.class).ifPresent(value -> shown.put(name, value));
    }
    return shown;
  }
}
