package org.voiceteller.k8s;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much of the External Secrets Operator's model (external-secrets.io/v1) as our manifests use;
 * there is none for Java.
 */
final class ExternalSecrets {

  private ExternalSecrets() {}

  record Metadata(String name, @Nullable String namespace, @Nullable Map<String, String> labels) {}

  record ExternalSecret(String apiVersion, String kind, Metadata metadata, Wanted spec) {}

  record Wanted(
      String refreshInterval,
      @JsonProperty(required = true) StoreReference secretStoreRef,
      Target target,
      List<Entry> data) {}

  record StoreReference(String name, String kind) {}

  record Target(String name, CreationPolicy creationPolicy, DeletionPolicy deletionPolicy) {}

  enum CreationPolicy {
    Owner,
    Orphan,
    Merge,
    None
  }

  enum DeletionPolicy {
    Delete,
    Merge,
    Retain
  }

  record Entry(String secretKey, Remote remoteRef) {}

  record Remote(@JsonProperty(required = true) String key, @Nullable String property) {}

  record SecretStore(String apiVersion, String kind, Metadata metadata, Store spec) {}

  record Store(Provider provider) {}

  record Provider(Aws aws) {}

  record Aws(Service service, String region, @Nullable JsonNode auth) {}

  enum Service {
    SecretsManager,
    ParameterStore
  }
}
